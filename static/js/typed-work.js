/* What a story's form holds: name of a field → its values, as it would be sent. */

const NOT_TYPED = new Set(["csrfmiddlewaretoken", "replaces"])

/** The desk keeps neither a NUL nor half a character. */
const kept = (text) => (text.toWellFormed?.() ?? text).replaceAll("\0", "")

export const fieldsOf = (form) => {
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && !NOT_TYPED.has(name) && !name.startsWith("_")) (fields[name] ??= []).push(kept(value))
  }
  return fields
}

export const signatureOf = (fields) => JSON.stringify(Object.entries(fields))

/** Whether the browser has put something back into the form, as it does on the way back to a page. */
export const wasPutBack = (form) =>
  [...form.elements].some(
    (control) => control.type !== "hidden" && "defaultValue" in control && control.type !== "checkbox" && control.value !== control.defaultValue,
  )

/** The words by which the form calls the fields that are not the same in two works. */
export const namesOfDifferences = (form, one, other) => {
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  const words = new Set()
  for (const name of names) {
    if (name === "begun_by" || JSON.stringify(one[name] ?? [""]) === JSON.stringify(other[name] ?? [""])) continue
    const word = wordFor(form, name)
    if (word) words.add(word)
  }
  return [...words]
}

const wordFor = (form, name) => {
  const control = form.elements.namedItem(name)
  const label = form.querySelector(`label[for="id_${CSS.escape(name)}"]`) ?? control?.labels?.[0]
  if (label) return label.textContent.replace(":", "").trim()
  const group = form.querySelector(`#${CSS.escape(name.replace(/-.*$/, ""))}-group h2`)
  return group?.textContent.trim()
}
