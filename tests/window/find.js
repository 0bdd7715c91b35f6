// The visible element with this role and this accessible name, or null. A name that ends with …
// is the beginning of one; an exact one beats it.
const [role, name] = arguments;

const implied = {
  button: "button, input[type=button], input[type=submit], summary",
  link: "a[href]",
  textbox:
    "input:not([type]), input[type=text], input[type=email], input[type=tel], " +
    "input[type=url], input[type=password], input[type=date], input[type=time], textarea",
  searchbox: "input[type=search]",
  spinbutton: "input[type=number]",
  checkbox: "input[type=checkbox]",
  radio: "input[type=radio]",
  combobox: "select",
  option: "option",
  heading: "h1, h2, h3, h4, h5, h6",
  dialog: "dialog",
  table: "table",
  row: "tr",
  tab: "[role=tab]",
};

// As it is read aloud: blocks are words of their own, and the key on a button is no part of it.
function spoken(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("kbd, [aria-hidden=true]")) return "";
  const gap = getComputedStyle(node).display.startsWith("inline") ? "" : " ";
  return gap + [...node.childNodes].map(spoken).join("") + gap;
}

const text = (node) => spoken(node).replace(/\s+/g, " ").trim();

function labels(element) {
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const named = ids.map((id) => document.getElementById(id)).filter(Boolean);
  if (named.length > 0) return named.map(text).join(" ");
  const own = element.getAttribute("aria-label");
  if (own) return own.trim();
  if (element.labels?.length > 0) return [...element.labels].map(text).join(" ");
  if (element.caption) return text(element.caption);
  return text(element) || element.getAttribute("title") || element.value || "";
}

function isVisible(element) {
  if (element.closest("[inert], [aria-hidden=true], [hidden]")) return false;
  const style = getComputedStyle(element);
  return element.getClientRects().length > 0 && style.visibility === "visible";
}

// What lies under a modal dialog cannot be used.
const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
const selector = [`[role="${role}"]`, implied[role]].filter(Boolean).join(", ");
const open = [...document.querySelectorAll(selector)].filter(
  (element) =>
    (element.getAttribute("role") ?? role) === role &&
    (!dialog || dialog.contains(element)) &&
    isVisible(element),
);
const exact = open.find((element) => labels(element) === name);
if (exact || !name.endsWith("…")) return exact ?? null;
return open.find((element) => labels(element).startsWith(name.slice(0, -1))) ?? null;
