package practice

// stylesheet is the look of all pages: GitLab's arrangement, in plain colours.
const stylesheet = baseStyle + fineGrainedStyle

const baseStyle = `
*{box-sizing:border-box}
body{margin:0;font:14px/1.45 -apple-system,"Segoe UI","Noto Sans",Roboto,"Helvetica Neue",Arial,sans-serif;
color:#28272d;background:#fff}
a{color:#0b5cad;text-decoration:none}a:hover{text-decoration:underline}
h1{font-size:24px;line-height:1.25;margin:0 0 8px}
h2{font-size:18px;margin:20px 0 8px}
h3{font-size:15px;margin:0}
h4{font-size:17px;margin:0 0 6px}
h5{font-size:14px;margin:14px 0 6px}
p{margin:0 0 12px}hr{border:0;border-top:1px solid #dcdcde;margin:20px 0}
small{display:block;color:#626168;font-size:12.5px}
[hidden]{display:none!important}
.hint,.lead{color:#535158}.lead{max-width:72em;margin-bottom:16px}
.icon{width:16px;height:16px;flex:none;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;
stroke-linejoin:round}
.spacer{flex:1}
.practice-banner{background:#fff3d1;color:#4d2f00;border-bottom:1px solid #e9be74;padding:6px 16px;display:flex;
gap:8px;justify-content:center;flex-wrap:wrap;font-size:13px}
.mark{display:inline-flex;text-decoration:none!important}
.mark-sign{width:24px;height:24px;border-radius:7px;background:#5b4ba8;color:#fff;font-weight:700;
display:inline-flex;align-items:center;justify-content:center}
.avatar{width:26px;height:26px;border-radius:50%;background:#c3e6cd;color:#24663b;border:1px solid #91d4a8;
font-weight:600;display:inline-flex;align-items:center;justify-content:center;flex:none}
.avatar.small{width:22px;height:22px;font-size:12px}.avatar.square{border-radius:6px;width:34px;height:34px}
.round{width:28px;height:28px;display:inline-flex;align-items:center;justify-content:center;color:#626168}
.search{display:inline-flex;align-items:center;gap:6px;border:1px solid #bfbfc3;border-radius:6px;padding:4px 10px;
color:#626168;background:#fff;min-width:190px}
.top{display:flex;align-items:center;gap:12px;padding:0 16px;height:48px}
.top.dark{background:#2f2a6b;color:#fff}
.top.dark .search{background:#474283;border-color:#5a5590;color:#d9d7ee}
.top-links{font-weight:600}
.top.dark .mark-sign{background:#fff;color:#2f2a6b}
.top.light{background:#f3f2f7}
.top-end{flex:1;display:flex;gap:12px;align-items:center;justify-content:flex-end}
.top.light .search{width:min(420px,40vw)}
.frame{display:flex;align-items:stretch;min-height:calc(100vh - 34px)}
.avatar-right .frame,.avatar-top .frame{min-height:calc(100vh - 82px)}
.sidebar{width:236px;flex:none;background:#f7f6fa;border-right:1px solid #e4e3e9;padding:10px 8px}
.avatar-right{background:#f3f2f7}.avatar-right .sidebar{background:transparent;border:0}
.avatar-right main{background:#fff;border:1px solid #e0dfe6;border-radius:10px;margin:0 10px 10px 0}
.sidebar-top{padding:0 4px 10px}.sidebar-row{display:flex;align-items:center;gap:6px;margin-bottom:8px}
.sidebar-top .search{width:100%;min-width:0}
.sidebar-title{font-size:14px;margin:4px 8px 8px;display:flex;align-items:center;gap:8px}
.sidebar ul{list-style:none;margin:0;padding:0}
.nav-link{display:flex;align-items:center;gap:10px;padding:6px 10px;border-radius:6px;color:#28272d;cursor:pointer}
.nav-link:hover{background:#eae9f0;text-decoration:none}.nav-link.active{background:#e4e2ee;font-weight:600}
.nav-group>ul .nav-link{padding-left:36px}.nav-group>ul .icon{display:none}
.nav-group summary .icon:last-child{margin-left:auto;transform:rotate(-90deg)}
.nav-group[open] summary .icon:last-child{transform:none}
summary{list-style:none;cursor:pointer}summary::-webkit-details-marker{display:none}
main{flex:1;min-width:0;padding:14px 28px 60px}
.breadcrumbs{color:#626168;font-size:13px;padding-bottom:10px;margin-bottom:14px;border-bottom:1px solid #ececef}
.crumb+.crumb::before{content:"/";margin:0 8px;color:#89888d}.crumb:last-child{color:#28272d;font-weight:600}
.user-menu,.drop{position:relative}
.user-menu>summary{display:flex;align-items:center;gap:2px;border-radius:16px;padding:2px}
.user-menu>summary:hover{background:#0000000d}.top.dark .user-menu>summary:hover{background:#ffffff26}
.menu{position:absolute;z-index:5;right:0;top:calc(100% + 4px);min-width:224px;background:#fff;color:#28272d;
border:1px solid #bfbfc3;border-radius:8px;box-shadow:0 4px 16px #0000002e;padding:6px;text-align:left}
.avatar-left .user-menu .menu{right:auto;left:-120px}
.menu-head{display:flex;flex-direction:column;padding:6px 10px 10px;border-bottom:1px solid #ececef;margin-bottom:6px}
.menu-head span{color:#626168}
.menu-item{display:block;width:100%;padding:7px 10px;border:0;background:none;border-radius:5px;font:inherit;
text-align:left;color:#28272d;cursor:pointer}
.menu-item:hover{background:#ececef;text-decoration:none}
.menu-item.inert{color:#89888d;cursor:default}
.menu-item.red{color:#b32310}
.menu-item.tall{width:300px}.menu-foot{border-top:1px solid #ececef;margin-top:6px;padding-top:6px}
.button{display:inline-flex;align-items:center;gap:6px;font:inherit;font-weight:500;line-height:1.2;
padding:8px 12px;border:1px solid #bfbfc3;border-radius:6px;background:#fff;color:#28272d;
cursor:pointer;white-space:nowrap}
.button:hover{background:#f0eff3;text-decoration:none}
.button:disabled,a.button:not([href]){color:#89888d;cursor:default;background:#f7f7f8}
.button.primary{background:#1068bf;border-color:#0b5cad;color:#fff}.button.primary:hover{background:#0b5cad}
.button.danger{color:#b32310;border-color:#d99b92}
.button.small{padding:5px 9px;font-size:13px}
.button.wide{width:100%;justify-content:center;margin-top:10px}
:focus-visible{outline:2px solid #1f75cb;outline-offset:1px}
.heading{display:flex;gap:24px;align-items:flex-start;justify-content:space-between}
.card{border:1px solid #dcdcde;border-radius:8px;margin:8px 0 24px;background:#fff}
.card-head{display:flex;align-items:center;gap:10px;padding:10px 16px;background:#fbfafd;
border-bottom:1px solid #ececef;border-radius:8px 8px 0 0}
.count{display:inline-flex;gap:4px;align-items:center;color:#626168}
.card-form{padding:16px;border-bottom:1px solid #ececef;background:#fbfafd}
.heading~.card-form{border:1px solid #dcdcde;border-radius:8px;margin:0 0 20px}
.card>.empty,.card>.table-box{padding:12px 16px}
.empty{color:#626168;margin:8px 0}
.token-form{max-width:760px}
.field{margin-bottom:16px}.field label,legend,.alert label{display:block;font-weight:600;margin-bottom:4px;padding:0}
.field input,.field textarea,.field select,.filter input,.filter select,.token-field input{font:inherit;width:100%;
padding:7px 10px;border:1px solid #89888d;border-radius:5px;background:#fff;color:inherit}
.field input.date{width:180px}.field.short{max-width:380px}.field small{margin-top:4px}
fieldset{border:0;margin:0 0 16px;padding:0}fieldset .hint{margin-bottom:10px}
.scope{display:flex;gap:10px;align-items:flex-start;margin-bottom:9px}
.scope input{margin:3px 0 0;width:16px;height:16px;flex:none}
.scope label{cursor:pointer}.scope b{font-weight:500}
.scope-group{border:1px solid #dcdcde;border-radius:6px;padding:10px 14px 4px;margin-bottom:10px}
.scope-group h5{margin:0 0 8px}
.grouped .scope{align-items:center;flex-wrap:wrap}
.grouped .scope>input{margin:0}
.grouped .scope:has(input:disabled)>label{color:#89888d}
.about>summary{display:inline-flex;color:#626168;border-radius:50%}
.about>summary:hover{color:#28272d}
.about[open]{display:contents}
.about[open]>small{flex-basis:100%;padding-left:26px}
.about>summary.badge{color:#703800;border-radius:10px}.broad{background:#f5d9a8;color:#703800}
.actions{display:flex;gap:8px;margin-top:18px;flex-wrap:wrap}
.inline{display:flex;gap:8px;align-items:center;font-weight:400;margin-bottom:6px}
.alert{border-radius:6px;border-left:4px solid;padding:12px 16px;margin-bottom:16px}
.alert ul{margin:6px 0 0;padding-left:20px}
.alert.success{background:#ecf4ee;border-color:#108548}.alert.info{background:#e9f3fc;border-color:#1f75cb}
.alert.danger{background:#fcf1ef;border-color:#dd2b0e}.alert.warning{background:#fdf1dd;border-color:#c17d10}
.token-field{display:flex;gap:8px;max-width:860px;margin-bottom:8px;flex-wrap:wrap}
.token-field input{font-family:ui-monospace,"DejaVu Sans Mono",monospace;flex:1;min-width:260px;width:auto}
.table-box{overflow-x:auto}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:9px 12px 9px 0;border-bottom:1px solid #ececef}
th{font-size:13px;white-space:nowrap}
td .drop .menu{position:static;min-width:120px;margin-top:4px;box-shadow:none}
.badge{display:inline-block;font-size:12px;padding:0 8px;border-radius:10px;background:#e1d8f9;color:#41419f;
margin-left:4px}
td>.badge{margin-left:0}
.badge.active{background:#c3e6cd;color:#0d532a}
.badge.expiring{background:#f5d9a8;color:#703800}
.badge.revoked,.badge.expired{background:#fdd4cd;color:#8d1300}
.stats{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px;margin-bottom:16px}
.stat{border:1px solid #dcdcde;border-radius:8px;padding:10px 14px;display:flex;flex-direction:column;gap:2px}
.stat b{font-size:22px;line-height:1.2}
.filter{display:flex;gap:8px;margin-bottom:12px}.filter select{width:auto}
.columns section{display:grid;grid-template-columns:minmax(180px,1fr) 2.2fr;gap:0 28px;padding:14px 0;
border-bottom:1px solid #ececef}
.columns section>div:first-child{grid-column:1;grid-row:1/span 4}.columns section>.field{grid-column:2}
.rows{list-style:none;margin:12px 0 20px;padding:0}
.rows li{display:flex;gap:12px;align-items:center;padding:10px 0;border-bottom:1px solid #ececef}
dialog{border:1px solid #bfbfc3;border-radius:8px;padding:20px;max-width:440px;box-shadow:0 8px 32px #00000040}
dialog::backdrop{background:#0006}
.login{max-width:400px;margin:6vh auto 0;padding:0 16px;text-align:center}.login h1{font-size:22px}
.login-mark .mark-sign{width:48px;height:48px;border-radius:13px;margin-bottom:12px}
.login-mark .icon{width:28px;height:28px}
.login .alert{text-align:left}
.login-box{text-align:left;border:1px solid #dcdcde;border-radius:8px;padding:20px;background:#fbfafd}
.login-row{display:flex;justify-content:space-between;align-items:center;margin-bottom:6px}
.login-row .inline{margin:0}
.login-foot{margin:16px}
.static-box{max-width:560px;margin:10vh auto;text-align:center;padding:0 20px}
.static-box h1{font-size:56px;color:#5b4ba8}
.help{max-width:760px;margin:0 auto}
@media(max-width:900px){.sidebar{width:196px}main{padding:12px 18px 40px}
.columns section{grid-template-columns:1fr}
.columns section>*{grid-column:1!important;grid-row:auto!important}.top .search{min-width:0}}
`

// script makes the few things work that a page cannot do without one: folding
// the form, showing and copying a token, asking before something is revoked,
// and, in the newest form, letting the scope api stand alone.
const script = `
document.querySelectorAll("fieldset.grouped").forEach(function (scopes) {
  var broad = scopes.querySelector("input[value=api]"), badge = scopes.querySelector(".broad-access");
  function follow() {
    badge.hidden = !broad.checked;
    scopes.querySelectorAll("input").forEach(function (box) {
      if (box === broad) return;
      if (broad.checked) box.checked = false;
      box.disabled = broad.checked;
    });
  }
  broad.addEventListener("change", follow);
  follow();
});
document.querySelectorAll("[data-after-copy]").forEach(function (next) { next.removeAttribute("href"); });
document.addEventListener("click", function (event) {
  document.querySelectorAll(".user-menu[open],.drop[open]").forEach(function (menu) {
    if (!menu.contains(event.target)) menu.open = false;
  });
  var button = event.target.closest("button");
  if (!button) return;
  var data = button.dataset, at = function (id) { return document.getElementById(id); };
  if (data.open) {
    at(data.open).hidden = false;
    button.hidden = true;
    at(data.open).querySelector("input[type=text]").focus();
  } else if (data.close) {
    at(data.close).hidden = true;
    document.querySelector("[data-open='" + data.close + "']").hidden = false;
  } else if (data.dialog) {
    at(data.dialog).showModal();
  } else if (data.dismiss) {
    at(data.dismiss).close();
  } else if (data.toggle) {
    var field = at(data.toggle), masked = field.type === "password";
    field.type = masked ? "text" : "password";
    button.textContent = masked ? "Hide" : "Show";
  } else if (data.copy) {
    var words = button.textContent, done = function () {
      button.textContent = "Copied";
      setTimeout(function () { button.textContent = words; }, 2000);
    };
    var source = at(data.copy);
    document.querySelectorAll("[data-after-copy]").forEach(function (next) { next.href = next.dataset.afterCopy; });
    navigator.clipboard.writeText(source.value).then(done, function () {
      source.type = "text";
      source.select();
      document.execCommand("copy");
      done();
    });
  }
});
`
