package practice

// fineGrainedScript turns the form for fine-grained tokens into GitLab's two
// halves: what is picked on the left gets a row on the right. It runs on that
// page alone.
const fineGrainedScript = `
document.querySelectorAll("form.granular").forEach(function (form) {
  var sorted = form.hasAttribute("data-sorted");
  function all(at, selector) { return Array.from(at.querySelectorAll(selector)); }
  all(form, "[hidden].tree, [hidden][data-remove], input[hidden][type=search]").forEach(function (part) {
    part.hidden = false;
  });

  // A box decides whether its row is there; they find each other by the key.
  var boxes = all(form, "input[name$='[resources][]'], input[name$='[places][]']"), boxOf = {}, rowOf = {};
  boxes.forEach(function (b) { boxOf[b.value] = b; });
  all(form, "[data-row]").forEach(function (line) { rowOf[line.dataset.row] = line; });

  function sum(line) {
    var says = line.querySelector("[data-summary]");
    if (!says) return;
    var chosen = all(line, "input:checked").map(function (b) { return b.parentElement.textContent; });
    says.textContent = chosen.join(", ") || says.dataset.summary;
  }
  function follow(one, fresh) {
    var line = rowOf[one.value];
    line.hidden = !one.checked;
    if (!one.checked) all(line, "input:checked").forEach(function (b) { b.checked = false; });
    if (fresh && one.checked && !sorted) line.parentElement.append(line);
    sum(line);
  }
  function countRows(list) {
    var there = all(list, "[data-row]:not([hidden])").length, panel = list.closest("[data-panel]");
    list.parentElement.querySelector("[data-empty]").hidden = there > 0;
    var tally = panel && form.querySelector("[data-tally='" + panel.dataset.panel + "']");
    if (tally && !list.closest(".places")) tally.textContent = there;
  }
  function countBoxes(category) {
    var whole = category && category.querySelector("[data-all]");
    if (!whole) return;
    var boxes = all(category, "details input");
    var ticked = boxes.filter(function (b) { return b.checked; }).length;
    whole.checked = ticked === boxes.length;
    whole.indeterminate = ticked > 0 && ticked < boxes.length;
  }
  // The form is long: what a change cannot have touched is not counted again.
  function count(one) {
    countRows(rowOf[one.value].parentElement);
    countBoxes(one.closest(".category"));
  }
  boxes.forEach(function (b) { follow(b, false); });
  all(form, "ul.picked").forEach(countRows);
  all(form, ".category").forEach(countBoxes);

  form.addEventListener("change", function (event) {
    var changed = event.target;
    if (changed.hasAttribute("data-all")) {
      all(changed.parentElement, "details input").forEach(function (b) {
        if (b.checked === changed.checked) return;
        b.checked = changed.checked;
        follow(b, true);
        count(b);
      });
      changed.parentElement.querySelector("details").open = true;
    } else if (boxOf[changed.value] === changed) {
      follow(changed, true);
      count(changed);
    } else if (changed.closest("[data-row]")) {
      sum(changed.closest("[data-row]"));
    }
  });
  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-remove]");
    if (!button) return;
    var one = boxOf[button.dataset.remove];
    one.checked = false;
    follow(one, false);
    count(one);
  });
  all(form, "input[type=search]").forEach(function (field) {
    field.addEventListener("keydown", function (event) {
      if (event.key === "Enter") event.preventDefault();
    });
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase();
      all(field.parentElement, "label.inline").forEach(function (label) {
        label.hidden = label.textContent.toLowerCase().indexOf(wanted) < 0;
      });
      all(field.parentElement, ".category").forEach(function (category) {
        category.hidden = !category.querySelector("label.inline:not([hidden])");
        if (wanted && !category.hidden) category.querySelector("details").open = true;
      });
    });
  });
});
`
