/* One picture on its way to the library, through the gate of the photo form. */

const gettext = window.gettext || ((text) => text)
const LONGEST_WAIT_MS = 180_000 // for a slow line and a large picture

/** {photo} as the search of photos gives one, or {error}, a sentence. */
export const sendPicture = async (uploadUrl, { file, source, caption = "" }, form) => {
  try {
    const body = new FormData()
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
    body.append("upload", file || fileOf(source))
    body.append("caption", caption)
    const response = await fetch(uploadUrl, { method: "POST", body, signal: AbortSignal.timeout(LONGEST_WAIT_MS) })
    if (!response.redirected) return await response.json()
  } catch {
    // No connection, or an answer that is none of ours: the same thing to do.
  }
  return { error: gettext("The picture could not be sent. Check the connection, or sign in again.") }
}

const fileOf = (source) => {
  const [head, base64] = source.split(",", 2)
  const bytes = Uint8Array.from(atob(base64.replace(/\s/g, "")), (letter) => letter.charCodeAt(0))
  return new Blob([bytes], { type: head.slice(5).split(";")[0] })
}
