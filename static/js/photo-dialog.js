/* The dialog in which a photo of the library is chosen, by eye or by words of its description, caption or credit; or new
 * ones are, from the files or the camera roll of who writes. */

import { ask, chooseFrom, element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)

/** Resolves to {key, src, alt, caption, credit}, to {files} if `mayUpload`, or null when none was chosen. */
export const choosePhoto = (searchUrl, { mayUpload = false } = {}) =>
  chooseFrom({
    name: "photo-dialog",
    title: gettext("Insert a photo"),
    label: gettext("Words of the description, caption or credit"),
    find: (typed) => ask(searchUrl, { q: typed }),
    rows: (photos, _typed, take) => photos.map((photo) => row(photo, take)),
    said,
    foot: (take) => (mayUpload ? [uploading(take)] : []),
  })

const said = (photos) => {
  if (!photos) return gettext("The photos cannot be searched just now. Check the connection, or sign in again.")
  return photos.length ? "" : gettext("No photo has these words.")
}

const row = (photo, take) => {
  const button = element("button", { type: "button", className: "photo-choice" }, [
    element("img", { src: photo.src, alt: photo.alt, loading: "lazy" }),
    element("span", { className: "photo-choice-words", textContent: photo.caption }),
    element("span", { className: "photo-choice-note", textContent: photo.note }),
  ])
  button.addEventListener("click", () => take(photo))
  return element("li", {}, [button])
}

/** A button of its own: the browser's names the file, and says so in a language that may be another. */
const uploading = (take) => {
  const input = element("input", { type: "file", accept: "image/*", multiple: true, hidden: true, className: "photo-files" })
  const button = element("button", { type: "button", className: "photo-upload text-button", textContent: gettext("Upload photos…") })
  button.addEventListener("click", () => input.click())
  input.addEventListener("change", () => take({ files: [...input.files] }))
  return element("p", { className: "photo-upload-line" }, [button, input])
}
