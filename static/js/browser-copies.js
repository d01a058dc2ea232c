/* Copies of unsaved work in this browser, for as long as the desk does not have it. Nobody else's are ever shown. */

const PREFIX = "newsroom-unsaved:"

const nameOf = ({ user, story, key }) => `${PREFIX}${user}:${story || "new"}:${key}`

/** False: this browser keeps nothing, or has no room left. */
export const putCopy = (copy) => {
  try {
    localStorage.setItem(nameOf(copy), JSON.stringify({ ...copy, typedAt: Date.now() }))
    return true
  } catch {
    return false
  }
}

export const dropCopy = (copy) => {
  try {
    localStorage.removeItem(nameOf(copy))
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Those of this person on this story, newest first, but for what another tab that is open is writing. */
export const copiesOf = async (user, story) => {
  const start = `${PREFIX}${user}:${story || "new"}:`
  const open = await openForms()
  return namesThatStartWith(start)
    .map((name) => parsed(localStorage.getItem(name)))
    .filter((copy) => copy?.fields && !open.has(copy.key))
    .sort((one, other) => other.typedAt - one.typedAt)
}

/** While the page lives, other tabs know that its form is open. */
export const sayOpen = (key) => {
  navigator.locks?.request(PREFIX + key, () => new Promise(() => {}))
}

const openForms = async () => {
  const locks = await navigator.locks?.query()
  return new Set((locks?.held ?? []).map(({ name }) => name.slice(PREFIX.length)))
}

const namesThatStartWith = (start) => {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(start))
  } catch {
    return []
  }
}

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
