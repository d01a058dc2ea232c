/* A link to the text of a story leads to its editor, which stands in the place of the field that the address names. */

const named = () => document.getElementById(window.location.hash.slice(1))

const lead = (editor) => {
  editor.scrollIntoView({ block: "center" })
  editor.focus({ preventScroll: true })
}

const follow = () => {
  const editor = named()?.closest(".form-row")?.querySelector(".ProseMirror[contenteditable=true]")
  if (editor) lead(editor)
}

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
  if (textarea === named()) lead(editor.view.dom)
})

window.addEventListener("hashchange", follow)

/* Followed a second time, the address stays the same. */
document.addEventListener("click", (event) => {
  if (event.target.closest?.(".remark a")?.hash === window.location.hash) follow()
})
