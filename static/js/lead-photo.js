/* The photo at the head of a story: a picture that is dropped on its field, or picked beside it, is uploaded and chosen. */

import { sendPicture } from "newsroom/picture-sending"
import { element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)
const field = document.querySelector(".field-lead_photo")
const choice = field?.querySelector("select")
const editor = document.querySelector("textarea[data-django-prose-editor-configurable]")

const begin = () => {
  const { uploadUrl } = JSON.parse(editor.dataset.djangoProseEditorConfigurable).extensions.Paste
  const input = element("input", { type: "file", accept: "image/*", hidden: true, className: "lead-photo-file" })
  const button = element("button", { type: "button", className: "photo-upload text-button", textContent: gettext("Upload a photo…") })
  const status = element("p", { className: "picture-upload" })
  status.setAttribute("role", "status")
  field.append(button, input, status)

  const take = async ([file]) => {
    if (!file) return
    if (!file.type.startsWith("image/")) return void (status.textContent = gettext("Only a picture can be added here."))
    status.textContent = gettext("A picture is on its way…")
    const { photo, error = "" } = await sendPicture(uploadUrl, { file }, choice.form)
    status.textContent = error
    if (photo) choose(photo)
  }
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", async () => {
    await take(input.files)
    input.value = "" // the same file can be picked again
  })
  field.addEventListener("dragover", (event) => event.preventDefault())
  field.addEventListener("drop", (event) => {
    event.preventDefault()
    take(event.dataTransfer.files)
  })
}

const choose = ({ id, name }) => {
  const known = [...choice.options].find(({ value }) => value === String(id))
  if (known) known.selected = true
  else choice.append(new Option(name, id, true, true))
  choice.dispatchEvent(new Event("change", { bubbles: true })) // jQuery's listeners, of the field, hear it too
}

if (choice && editor) begin()
