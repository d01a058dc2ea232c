/* A photo inside the text: a framed block, moved and deleted as one thing, around a caption that is written in it.
 *
 * The caption is a node of its own, so that nothing done to a line of text (a list, a heading) is done to the photo.
 */

import { mergeAttributes, Node, Plugin } from "django-prose-editor/editor"
import { choosePhoto, element } from "newsroom/photo-dialog"

const gettext = window.gettext || ((text) => text)

const data = (name, stored = name) => ({
  default: "",
  parseHTML: (node) => node.getAttribute(`data-${stored}`) || "",
  renderHTML: (attributes) => ({ [`data-${stored}`]: attributes[name] || "" }),
})

const PhotoCaption = Node.create({
  name: "photoCaption",
  content: "text*",

  parseHTML() {
    return [{ tag: "figcaption", context: "photoInText/" }]
  },

  renderHTML() {
    return ["figcaption", 0]
  },
})

export const PhotoInText = Node.create({
  name: "photoInText",
  group: "block",
  content: "photoCaption",
  draggable: true,
  selectable: true,
  isolating: true,
  priority: 1000, // its keys go before those that break a line

  addOptions() {
    return { searchUrl: "" }
  },

  addExtensions() {
    return [PhotoCaption]
  },

  addAttributes() {
    return { key: data("key", "photo"), src: data("src"), alt: data("alt") }
  },

  parseHTML() {
    return [{ tag: "figure[data-photo]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", mergeAttributes(HTMLAttributes), 0]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => frame(node, editor, getPos)
  },

  addCommands() {
    return {
      addPhotoInText:
        () =>
        ({ editor }) => {
          choosePhoto(this.options.searchUrl).then((photo) => (photo ? insert(editor, photo) : editor.commands.focus()))
          return true
        },
    }
  },

  addKeyboardShortcuts() {
    const onward = () => leave(this.editor)
    return { Enter: onward, "Shift-Enter": onward, "Mod-Enter": onward }
  },

  addProseMirrorPlugins() {
    return [new Plugin({ props: { handlePaste } })]
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "photoInText",
      groups: "nodes",
      priority: 11,
      button: buttons.text(gettext("Photo"), gettext("Insert a photo")),
      command: (editor) => editor.commands.addPhotoInText(),
    })
  },
})

/** What the editor shows of a photo: itself, its caption, and what can be done with it. */
const frame = (node, editor, getPos) => {
  const image = element("img", { className: "photo-block-image", draggable: false })
  const missing = element("p", {
    className: "photo-block-missing",
    textContent: gettext("This photo is no longer in the library. Readers see its caption only."),
  })
  const caption = element("div", { className: "photo-block-caption" })
  caption.dataset.placeholder = gettext("Caption")
  const tools = element("div", { className: "photo-block-tools", contentEditable: "false" }, [
    tool("up", "↑", gettext("Move the photo up"), () => move(editor, getPos(), -1)),
    tool("down", "↓", gettext("Move the photo down"), () => move(editor, getPos(), 1)),
    tool("remove", "×", gettext("Take the photo out of the text"), () => remove(editor, getPos())),
  ])
  const picture = element("div", { className: "photo-block-picture", contentEditable: "false" }, [image, missing])
  // Taken in hand as a whole: to be copied, cut, or dragged elsewhere.
  picture.addEventListener("click", () => editor.chain().setNodeSelection(getPos()).focus().run())
  const dom = element("figure", { className: "photo-block" }, [picture, caption, tools])

  const show = ({ attrs, textContent }) => {
    image.alt = attrs.alt
    image.hidden = !attrs.src
    missing.hidden = Boolean(attrs.src)
    if (attrs.src && image.getAttribute("src") !== attrs.src) image.src = attrs.src
    dom.classList.toggle("has-no-caption", !textContent)
  }
  show(node)
  return {
    dom,
    contentDOM: caption,
    update: (changed) => {
      if (changed.type !== node.type) return false
      show(changed)
      return true
    },
    stopEvent: (event) => tools.contains(event.target),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !caption.contains(mutation.target),
  }
}

const tool = (name, sign, label, onClick) => {
  const button = element("button", { type: "button", className: `photo-block-${name}`, title: label, textContent: sign })
  button.setAttribute("aria-label", label)
  button.addEventListener("click", onClick)
  return button
}

/** After the paragraph in which the cursor stands, or in its place if it is empty; the cursor goes into the caption. */
const insert = (editor, { key, src, alt, caption }) => {
  const { schema, selection } = editor.state
  const { $from } = selection
  const words = caption ? schema.text(caption) : null
  const node = schema.nodes.photoInText.create({ key, src, alt }, schema.nodes.photoCaption.create(null, words))
  const isOnEmptyLine = $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size
  const end = $from.depth ? $from.after(1) : selection.to
  const begin = isOnEmptyLine ? $from.before(1) : end
  editor
    .chain()
    .command(({ tr }) => Boolean(tr.replaceWith(begin, end, node)))
    .setTextSelection(begin + 2 + caption.length)
    .focus()
    .scrollIntoView()
    .run()
}

/** From the caption to a new line under the photo. False if the cursor is in no caption. */
const leave = (editor) => {
  const { $from } = editor.state.selection
  if ($from.parent.type.name !== "photoCaption") return false
  const end = $from.after($from.depth - 1)
  return editor
    .chain()
    .insertContentAt(end, { type: "paragraph" })
    .setTextSelection(end + 1)
    .scrollIntoView()
    .run()
}

/** One place up or down among what stands beside it. The button that was pressed stays in hand. */
const move = (editor, position, step) => {
  const { state, view } = editor
  const node = state.doc.nodeAt(position)
  const $position = state.doc.resolve(position)
  const place = $position.index() + step
  const other = $position.parent.maybeChild(place)
  if (!other || !$position.parent.canReplaceWith(place, place, node.type)) return
  const target = position + step * other.nodeSize
  view.dispatch(state.tr.delete(position, position + node.nodeSize).insert(target, node).scrollIntoView())
  view.nodeDOM(target)?.querySelector(`.photo-block-${step < 0 ? "up" : "down"}`).focus()
}

const remove = (editor, position) => {
  const node = editor.state.doc.nodeAt(position)
  editor.chain().deleteRange({ from: position, to: position + node.nodeSize }).focus().run()
}

/** A caption is one line: what is pasted into it comes as its words. */
const handlePaste = (view, event) => {
  const { $from, $to } = view.state.selection
  if ($from.parent.type.name !== "photoCaption" || !$from.sameParent($to)) return false
  const words = event.clipboardData?.getData("text/plain").replace(/\s+/g, " ").trim()
  if (words) view.dispatch(view.state.tr.insertText(words).scrollIntoView())
  return true
}
