/* What is pasted into the headline comes as the one line that it is saved as; into the standfirst without the line ends
 * of the page that it was copied from. */

const BLANKS = /[\s\u00a0\u200b\u2060\ufeff]+/g
const UNSEEN = /[\u00ad\u0000-\u0008\u000e-\u001f]/g

const asLine = (text) => text.replace(UNSEEN, "").replace(BLANKS, " ").normalize("NFC")

const asParagraphs = (text) =>
  text
    .split(/(?:\r\n?|\n)\s*(?:\r\n?|\n)/)
    .map((paragraph) => asLine(paragraph).trim())
    .filter(Boolean)
    .join("\n\n")

const listen = (field, clean) =>
  field?.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain") || ""
    const cleaned = clean(text)
    if (!text || cleaned === text) return
    event.preventDefault()
    const isInside = field.selectionStart > 0
    // The only way that leaves the browser's own undo as it is.
    document.execCommand("insertText", false, isInside ? cleaned : cleaned.trimStart())
  })

listen(document.querySelector("textarea.headline-input"), asLine)
listen(document.querySelector("textarea[name=standfirst]"), asParagraphs)
