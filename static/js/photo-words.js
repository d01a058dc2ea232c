/* The dialog in which it is said what a photo of the text shows, for who cannot see it, and who took it. */

import { element } from "newsroom/search-dialog"

const gettext = window.gettext || ((text) => text)
const FAILED = gettext("The photo cannot be asked for just now. Check the connection, or sign in again.")

/** Resolves to {alternative_text, credit} as they are saved now, or to null if nothing was. */
export const describePhoto = (address, token) =>
  new Promise((resolve) => {
    const title = element("h2", { id: "photo-words-title", textContent: gettext("What the photo shows") })
    const shows = element("textarea", { id: "photo-words-shows", rows: 3, maxLength: 250, disabled: true })
    const credit = element("input", { type: "text", id: "photo-words-credit", maxLength: 120, disabled: true })
    const status = element("p", { className: "photo-words-status", role: "status" })
    const save = element("button", { type: "submit", textContent: gettext("Save"), disabled: true })
    const cancel = element("button", { type: "button", textContent: gettext("Cancel") })
    const form = element("form", {}, [
      element("label", { htmlFor: shows.id, textContent: gettext("Alternative text, for who cannot see the photo") }),
      shows,
      element("label", { htmlFor: credit.id, textContent: gettext("Credit") }),
      credit,
      status,
      element("div", { className: "photo-words-buttons" }, [cancel, save]),
    ])
    const dialog = element("dialog", { className: "search-dialog photo-words" }, [title, form])
    dialog.setAttribute("aria-labelledby", title.id)
    let saved = null

    document.body.append(dialog)
    dialog.showModal()
    asked(address).then((words) => {
      status.textContent = words.error || ""
      if (words.error) return
      shows.value = words.alternative_text
      credit.value = words.credit
      if (!words.may_change) status.textContent = gettext("This photo is an editor's to change. Ask one.")
      for (const field of [shows, credit, save]) field.disabled = !words.may_change
      ;(words.may_change ? shows : cancel).focus()
    })
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      save.disabled = true
      const body = new URLSearchParams({
        alternative_text: shows.value,
        credit: credit.value,
        csrfmiddlewaretoken: token(),
      })
      const words = await asked(address, { method: "POST", body })
      save.disabled = false
      status.textContent = words.error || ""
      if (words.error) return
      saved = words
      dialog.close()
    })
    cancel.addEventListener("click", () => dialog.close())
    dialog.addEventListener("close", () => {
      dialog.remove()
      resolve(saved)
    })
  })

const asked = async (address, options = {}) => {
  try {
    const response = await fetch(address, options)
    if (response.ok || response.status === 403 || response.status === 422) return await response.json()
  } catch {
    // not reached, or a page that is no answer, as that of the sign-in
  }
  return { error: FAILED }
}
