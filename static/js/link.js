/* A link in the text: to a story of ours, found by words, or to an address outside. It takes the place of the
 * library's Link, which asks for an address alone. */

import { Link as LibraryLink } from "django-prose-editor/editor"
import { chooseFrom, element } from "newsroom/search-dialog"
import { findStories, row, said } from "newsroom/story-search"

const gettext = window.gettext || ((text) => text)
const REMOVE = Symbol("remove")

export const Link = LibraryLink.extend({
  addOptions() {
    return { ...this.parent?.(), searchUrl: "" }
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          choose(this.options.searchUrl, editor.getAttributes("link").href).then((choice) => apply(editor, choice))
          return true
        },
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "insert link"),
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
    })
    menu.defineItem({
      name: "unlink",
      groups: "link",
      button: buttons.material("link_off", "remove link"),
      command: (editor) => editor.chain().focus().extendMarkRange("link").unsetLink().run(),
      hidden: (editor) => !editor.isActive("link"),
    })
  },

  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => editor.commands.addLink() }
  },
})

/** Resolves to {href, words}, to REMOVE, or to null. */
const choose = (searchUrl, href = "") =>
  chooseFrom({
    name: "link-dialog",
    title: gettext("Link"),
    label: gettext("Words of a headline, or an address"),
    value: href || "",
    find: findStories(searchUrl),
    rows: (found, typed, take) => rows(found, typed, take),
    said,
    foot: (take) => (href ? [removal(take)] : []),
  })

const rows = (found, typed, take) => {
  const address = addressOf(typed)
  const outside = address
    ? [row(address, gettext("Link to this address"), "is-found", () => take({ href: address, words: typed }))]
    : []
  const stories = found.map((story) =>
    row(story.headline, story.note, "is-found", () => take({ href: story.address, words: story.headline })),
  )
  return [...outside, ...stories]
}

const removal = (take) => {
  const button = element("button", { type: "button", textContent: gettext("Remove the link") })
  button.addEventListener("click", () => take(REMOVE))
  return button
}

/** What was typed as an address: of the web, of mail or telephone, or of a page here; empty if it is none. */
const addressOf = (typed) => {
  if (/^(https?:\/\/\S+\.\S+|mailto:\S+@\S+|tel:\+?[\d-]+|\/[^/\s]\S*)$/i.test(typed)) return typed
  if (/^www\.\S+\.\S+$/i.test(typed)) return `https://${typed}`
  return /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(typed) ? `mailto:${typed}` : ""
}

const apply = (editor, choice) => {
  const chain = editor.chain().focus()
  if (!choice) chain.run()
  else if (choice === REMOVE) chain.extendMarkRange("link").unsetLink().run()
  else if (editor.isActive("link")) chain.extendMarkRange("link").updateAttributes("link", { href: choice.href }).run()
  else if (!editor.state.selection.empty) chain.setMark("link", { href: choice.href }).run()
  else
    chain
      .insertContent([
        { type: "text", text: choice.words, marks: [{ type: "link", attrs: { href: choice.href } }] },
        { type: "text", text: " " },
      ])
      .run()
}
