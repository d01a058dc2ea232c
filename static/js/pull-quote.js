/* Words of the story itself, set large beside it. */

import { mergeAttributes, Node } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,

  parseHTML() {
    return [{ tag: "blockquote[data-pull-quote]", priority: 60 }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["blockquote", mergeAttributes(HTMLAttributes, { "data-pull-quote": "" }), 0]
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      priority: 12,
      button: buttons.text(gettext("Pull quote"), gettext("Set these words large")),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
      active: (editor) => editor.isActive("pullQuote"),
    })
  },
})
