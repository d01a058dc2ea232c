/* What a framed block of the text can do: stand after the paragraph one is in, move, go, and be left by Enter. */

import { element } from "newsroom/search-dialog"

/** Buttons beside a block; `labels`: of up, down and remove. */
export const blockTools = (editor, getPos, labels) =>
  element("div", { className: "photo-block-tools", contentEditable: "false" }, [
    tool("up", "↑", labels.up, () => move(editor, getPos(), -1)),
    tool("down", "↓", labels.down, () => move(editor, getPos(), 1)),
    tool("remove", "×", labels.remove, () => remove(editor, getPos())),
  ])

const tool = (name, sign, label, onClick) => {
  const button = element("button", { type: "button", className: `photo-block-${name}`, title: label, textContent: sign })
  button.setAttribute("aria-label", label)
  button.addEventListener("click", onClick)
  return button
}

/** After the paragraph in which the cursor stands, or in its place if it is empty; the cursor goes `inside` the block. */
export const insertBlock = (editor, node, inside) => {
  const { selection } = editor.state
  const { $from } = selection
  const isOnEmptyLine = $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size
  const end = $from.depth ? $from.after(1) : selection.to
  const begin = isOnEmptyLine ? $from.before(1) : end
  editor
    .chain()
    .command(({ tr }) => Boolean(tr.replaceWith(begin, end, node)))
    .setTextSelection(begin + inside)
    .focus()
    .scrollIntoView()
    .run()
}

/** From the caption to a new line under the photo. False if the cursor is in no caption. */
export const leaveCaption = (editor) => {
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
