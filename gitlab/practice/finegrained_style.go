package practice

// fineGrainedStyle is the look of the form for fine-grained tokens. The panels
// behind the tabs and the list of places are folded without a script; a browser
// that lacks :has shows them all.
const fineGrainedStyle = `
.granular{max-width:980px}.granular>.field{max-width:640px}.optional{font-weight:400;color:#626168}
fieldset.tabs{display:flex;gap:2px;border-bottom:1px solid #dcdcde;margin:16px 0;position:relative}
.tabs legend{float:left;width:100%;margin-bottom:6px}
.tabs input{position:absolute;opacity:0;pointer-events:none}
.tab{padding:8px 14px;cursor:pointer;border-bottom:2px solid transparent;margin-bottom:-1px}
.tabs input:checked+.tab{border-color:#5b4ba8;font-weight:600}.tabs input:focus-visible+.tab{outline:2px solid #1f75cb}
fieldset.segmented{border:0;gap:0;flex-wrap:wrap}
.segmented .tab{border:1px solid #bfbfc3;margin:0 -1px 0 0;display:flex;gap:8px;align-items:center}
.segmented input:checked+.tab{background:#e4e2ee;border-color:#bfbfc3}
.segmented input:first-of-type+.tab{border-radius:6px 0 0 6px}.segmented .tab:last-child{border-radius:0 6px 6px 0}
.tally{font-size:12px;background:#ececef;border-radius:9px;padding:0 7px;font-weight:400}
.granular:has(.tabs) .panel{margin-bottom:16px}
.granular:has(#tab-project:checked) .panel:not(.panel-project),
.granular:has(#tab-user:checked) .panel:not(.panel-user),
.granular:has(#tab-global:checked) .panel:not(.panel-global){display:none}
.access{margin-bottom:16px}.access .inline{align-items:flex-start}.access .inline input{margin:3px 0 0}
.places{margin:2px 0 10px 24px;max-width:520px}
.access:not(:has([value=selected_memberships]:checked)) .places{display:none}
.halves{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:12px;align-items:start}
.half{border:1px solid #dcdcde;border-radius:6px;padding:12px;display:flex;flex-direction:column;gap:8px;
background:#fff}
.half input[type=search],.menu input[type=search]{font:inherit;width:100%;padding:7px 10px;border:1px solid #89888d;
border-radius:5px;background:#fff;color:inherit;margin-bottom:4px}
.category{display:flex;gap:8px;align-items:flex-start}
.category>input{margin:5px 0 0}
.category>details{flex:1;min-width:0}
.category summary{display:flex;gap:4px;align-items:center;font-weight:600;padding:2px 0}
.category summary .icon{transform:rotate(-90deg)}
.category [open]>summary .icon{transform:none}
.category .inline{padding:3px 0 3px 20px;margin:0}
ul.picked{list-style:none;margin:0;padding:0}
.picked li{display:flex;gap:8px;align-items:center;padding:7px 0;border-top:1px solid #ececef}
.picked li>div:first-child{flex:1;min-width:0;overflow-wrap:anywhere}
.picked summary span{overflow:hidden;text-overflow:ellipsis;max-width:170px}
.boxes{padding:8px 12px;min-width:200px;max-height:340px;overflow-y:auto}
.boxes .inline{margin:0;padding:4px 0}
.boxes b{display:block;margin-top:6px}
.places .boxes{left:0;right:auto;width:min(360px,80vw)}
.remove{border:0;background:none;font-size:18px;line-height:1;color:#626168;cursor:pointer;padding:2px 6px;
border-radius:4px}
.remove:hover{background:#ececef}
.sticky{position:sticky;bottom:0;background:#fff;border-top:1px solid #dcdcde;padding:12px 0;margin-top:0;z-index:4}
`
