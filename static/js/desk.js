/* Small things the desk's pages need of a script: names for what has none, and the editor's own words translated. */

const gettext = window.gettext || ((text) => text)

/* Every word of the editor's library that can be met here, written out for makemessages to collect. */
void [
  // Written into the library's buttons and options.
  gettext("paragraph"),
  gettext("Paragraph"),
  gettext("heading 2"),
  gettext("Heading 2"),
  gettext("heading 3"),
  gettext("Heading 3"),
  gettext("question_mark"), // the button that shows the kind of paragraph, where there is none
  gettext("unordered list"),
  gettext("ordered list"),
  gettext("blockquote"),
  gettext("horizontal rule"),
  gettext("bold"),
  gettext("italic"),
  gettext("strike"),
  gettext("subscript"),
  gettext("superscript"),
  gettext("insert link"),
  gettext("remove link"),
  gettext("Insert table"),
  gettext("Add column"),
  gettext("Delete column"),
  gettext("Add row"),
  gettext("Delete row"),
  gettext("Merge cells"),
  gettext("Split cell"),
  gettext("Toggle header cell"),
  gettext("Delete table"),
  gettext("undo"),
  gettext("redo"),
  gettext("Yes"),
  gettext("No"),
  // Given to gettext by the library itself.
  gettext("URL"),
  gettext("Title"),
  gettext("Edit Link"),
  gettext("Update"),
  gettext("Cancel"),
  gettext("Rows"),
  gettext("Columns"),
  gettext("Include header row"),
  gettext("Table Properties"),
  gettext("Insert Table"),
]

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  const box = editor.view.dom.parentElement
  nameText(editor, textarea)
  // The menu puts a button in anew as the cursor moves, after this event.
  editor.on("transaction", () => queueMicrotask(() => translateMenu(box)))
  new MutationObserver(() => box.querySelectorAll("dialog").forEach(translateDialog)).observe(box, { childList: true })
})

const nameText = (editor, textarea) => {
  const label = document.querySelector(`label[for="${textarea.id}"]`)
  editor.view.dom.setAttribute("aria-label", label?.textContent.replace(":", "").trim() || gettext("Text"))
  editor.view.dom.setAttribute("role", "textbox")
  editor.view.dom.setAttribute("aria-multiline", "true")
  label?.addEventListener("click", () => editor.commands.focus())
}

const translateMenu = (box) => {
  for (const button of box.querySelectorAll(".prose-menubar__button")) {
    translate(button, "title")
    translate(button, "ariaLabel")
  }
  for (const option of box.querySelectorAll(".prose-menubar__option > *")) translate(option, "textContent")
}

const translateDialog = (dialog) => {
  dialog.setAttribute("aria-label", dialog.querySelector(".prose-editor-dialog-title")?.textContent || "")
  for (const option of dialog.querySelectorAll("option:not([value])")) {
    option.value = option.textContent // the library asks for its own word
    translate(option, "textContent")
  }
}

const translate = (element, property) => {
  const word = element[property]
  const translated = word ? gettext(word) : word
  if (translated !== word) element[property] = translated
}

/* On a phone the rows of a table in the form stand as blocks: each cell then says itself what it is. */
for (const table of document.querySelectorAll(".tabular.inline-related table")) {
  const heads = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim())
  for (const control of table.querySelectorAll("tbody :is(input:not([type=hidden]), select, textarea)")) {
    const cell = control.closest("td")
    control.ariaLabel = cell.dataset.label = heads[cell.cellIndex]
  }
  table.classList.add("is-labelled")
}

/* The boxes that choose from a list by typing are drawn without a name: it is that of the field they stand for. */
const nameBoxes = () => {
  for (const box of document.querySelectorAll(".select2-container:not([data-is-named])")) {
    const select = box.previousElementSibling
    const name = select?.ariaLabel || select?.labels?.[0]?.textContent.replace(":", "").trim()
    if (!name) continue
    box.dataset.isNamed = ""
    for (const part of box.querySelectorAll(".select2-selection, .select2-selection__rendered, .select2-search__field")) {
      part.removeAttribute("aria-labelledby")
      part.ariaLabel = name
    }
  }
}
nameBoxes()
if (document.querySelector("form")) new MutationObserver(nameBoxes).observe(document.body, { childList: true, subtree: true })

/* A column without a heading has no header cell. */
for (const cell of document.querySelectorAll("th.original:empty"))
  cell.replaceWith(Object.assign(document.createElement("td"), { className: "original" }))

/* A page that is gone back to is asked for anew, and the browser puts back what was typed. Which version that was typed
 * on must come back with it, or the save would not see what someone else has saved meanwhile. */
const [arrival] = performance.getEntriesByType("navigation")
for (const field of document.querySelectorAll("input[name=begun_on], input[name=begun_by]")) {
  const before = arrival?.type === "back_forward" && history.state?.[field.name]
  if (before) field.value = before
  history.replaceState({ ...history.state, [field.name]: field.value }, "")
}
