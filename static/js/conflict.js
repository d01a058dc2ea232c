/* Writing on "both together" chooses it. */

const choose = ({ target }) => {
  const both = target.closest(".conflict-both")
  const choice = both?.querySelector("input[type=radio]")
  if (choice && target !== choice && target.closest(".form-row")) choice.checked = true
}

document.querySelector("form.conflict")?.addEventListener("input", choose)
