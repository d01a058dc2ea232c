/* Beside the text while it is written: its length, how it will look, and what could be added with a click. */

import { element } from "newsroom/search-dialog"
import { offer } from "newsroom/suggestions"

const gettext = window.gettext || ((text) => text)
const ngettext = window.ngettext || ((one, many, count) => (count === 1 ? one : many))
const interpolate = (text, ...values) => values.reduce((said, value) => said.replace("%s", value), text)

const WORDS_A_MINUTE = 200
const IN_A_SEARCH_RESULT = 60 // letters of a headline that are shown whole
const DESCRIPTION = 155
const COUNT_MS = 300
const PAUSE_MS = 2000

const help = document.querySelector(".writing-help")
const form = help?.closest("form")

const later = (work, ms) => {
  let timer = null
  return () => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }
}

const valueOf = (name) => form.elements[name]?.value.replace(/\s+/g, " ").trim() || ""

const count = (text) => {
  const words = text.split(/\s+/).filter(Boolean).length
  const minutes = Math.max(1, Math.round(words / WORDS_A_MINUTE))
  const read = interpolate(ngettext("%s minute to read", "%s minutes to read", minutes), minutes)
  help.querySelector(".writing-help-counts").textContent = interpolate(ngettext("%s word", "%s words", words), words) + " · " + read
  const length = [...valueOf("headline")].length
  const line = help.querySelector(".writing-help-headline")
  line.classList.toggle("is-long", length > IN_A_SEARCH_RESULT)
  const tooLong = gettext("Headline: %s characters. A search result shows the first 60 or so.")
  line.textContent = interpolate(length > IN_A_SEARCH_RESULT ? tooLong : gettext("Headline: %s characters"), length)
}

const cut = (text, most) => (text.length <= most ? text : text.slice(0, most - 1).replace(/\s+\S*$/, "") + "…")

const look = (text) => {
  const section = form.elements.section
  const said = {
    headline: valueOf("headline"),
    title: cut(valueOf("headline"), IN_A_SEARCH_RESULT),
    section: section?.value ? section.selectedOptions[0].textContent : "",
    text: cut(valueOf("standfirst") || text.replace(/\s+/g, " ").trim(), DESCRIPTION),
  }
  for (const [name, words] of Object.entries(said))
    for (const node of help.querySelectorAll(`.look-${name}`)) node.textContent = words
}

/* The folded fields say which of them hold something. */
const sayWhatIsSet = () => {
  for (const details of form.querySelectorAll("fieldset.collapse details, details:has(> fieldset)")) {
    const names = [...details.querySelectorAll(".form-row")]
      .filter((row) => [...row.querySelectorAll("input:not([type=hidden]), textarea, select")].some(isSet))
      .map((row) => row.querySelector("label, legend")?.textContent.replace(":", "").trim())
      .filter(Boolean)
    let set = details.querySelector(".is-set")
    if (!set) details.querySelector("summary")?.append((set = element("span", { className: "is-set" })))
    set.textContent = names.length ? ` (${[...new Set(names)].join(", ")})` : ""
  }
}

const isSet = (control) =>
  control.type === "checkbox" ? control.checked : Boolean(control.value) && control.name !== "kind" && control.name !== "slug"

const press = (selector) => document.querySelector(selector)?.click()
const SHORTCUTS = {
  KeyS: { alt: false, run: () => press(".save-bar button.default") },
  KeyJ: { alt: true, run: () => press(".prose-menubar__button[data-name=relatedLink]") },
  KeyF: { alt: true, run: () => press(".prose-menubar__button[data-name=photoInText]") },
  KeyP: { alt: true, run: () => press(".save-bar-preview") },
}

const onKey = (event) => {
  const shortcut = SHORTCUTS[event.code]
  if (!help || !shortcut || !(event.ctrlKey || event.metaKey) || event.altKey !== shortcut.alt || event.shiftKey) return
  if (document.querySelector("dialog[open]")) return
  event.preventDefault()
  shortcut.run()
}

// On the way down: the list of tags lets no key come up.
document.addEventListener("keydown", onKey, true)

/* From the text to the buttons above it and back: Tab in the text is for lists and tables. */
const walkToTheButtons = (editor) => {
  const box = editor.view.dom.parentElement
  box.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault()
      box.querySelector(".prose-menubar button:not(.hidden)")?.focus()
    } else if (event.key === "Escape" && event.target.closest(".prose-menubar")) editor.commands.focus()
  })
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  if (!help || textarea.form !== form || textarea.name !== "body") return
  const text = () => editor.getText({ blockSeparator: "\n" })
  const show = () => {
    count(text())
    look(text())
    sayWhatIsSet()
  }
  const showSoon = later(show, COUNT_MS)
  const offerSoon = later(() => offer(help, form, editor, text()), PAUSE_MS)
  const changed = () => {
    showSoon()
    offerSoon()
  }
  editor.on("update", changed)
  form.addEventListener("input", changed)
  window.django?.jQuery(form).on("change", changed) // select2 tells of a choice only there
  walkToTheButtons(editor)
  help.hidden = false
  show()
  offer(help, form, editor, text())
})
