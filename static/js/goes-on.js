/* A form that is one step of many sends itself; its button does the same without this. */

document.querySelector("form[data-goes-on]")?.requestSubmit()
