/* One question to the desk: keep this, and tell who else is here and what is newer. */

const gettext = window.gettext || ((text) => text)
const LONGEST_WAIT_MS = 8000
const MOST_OF_A_LAST_WORD = 60_000 // bytes that a browser sends for a page that is gone

export const REACHED = "reached"
export const NOT_REACHED = "not reached"
export const SIGNED_OUT = "signed out"
export const REFUSED = "refused"

/** Resolves to {outcome, answer, words}; never rejects. */
export const ask = async (box, { key, version, fields }, isLastWord = false) => {
  const user = Number(box.dataset.user)
  const body = JSON.stringify({ user, key, version, fields, is_leaving: isLastWord })
  try {
    let response = await send(box, body, isLastWord)
    if (response.status === 403 && !isJson(response) && (await renewToken(box))) response = await send(box, body, isLastWord)
    return await understood(response)
  } catch {
    return { outcome: NOT_REACHED, words: gettext("Not reached.") }
  }
}

const send = (box, body, isLastWord) =>
  fetch(box.dataset.pulse, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token(box).value },
    body,
    redirect: "manual",
    keepalive: isLastWord && body.length < MOST_OF_A_LAST_WORD,
    signal: isLastWord ? undefined : AbortSignal.timeout(LONGEST_WAIT_MS),
  })

const understood = async (response) => {
  if (response.type === "opaqueredirect") return { outcome: SIGNED_OUT, words: gettext("You are signed out.") }
  if (response.ok && isJson(response)) return { outcome: REACHED, answer: await response.json() }
  if (response.status >= 500 || !isJson(response)) return { outcome: NOT_REACHED, words: gettext("Not reached.") }
  const { words, is_someone_else: isSomeoneElse } = await response.json()
  return { outcome: isSomeoneElse ? SIGNED_OUT : REFUSED, words }
}

/** Whoever signs in again, in another tab, has a new token: every form of this page goes on with it. */
const renewToken = async (box) => {
  const response = await fetch(box.dataset.token, { redirect: "manual" })
  if (!response.ok || !isJson(response)) return false
  const { token: fresh } = await response.json()
  for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = fresh
  return true
}

const token = (box) => box.closest("form").elements.csrfmiddlewaretoken

const isJson = (response) => (response.headers.get("Content-Type") ?? "").startsWith("application/json")
