// The visible element with this role and exactly this accessible name, or null.
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
  row: "tr",
  tab: "[role=tab]",
};

const text = (node) => node.textContent.replace(/\s+/g, " ").trim();

function labels(element) {
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const named = ids.map((id) => document.getElementById(id)).filter(Boolean);
  if (named.length > 0) return named.map(text).join(" ");
  const own = element.getAttribute("aria-label");
  if (own) return own.trim();
  if (element.labels?.length > 0) return [...element.labels].map(text).join(" ");
  return text(element) || element.getAttribute("title") || element.value || "";
}

function isVisible(element) {
  if (element.closest("[inert], [aria-hidden=true], [hidden]")) return false;
  const style = getComputedStyle(element);
  return element.getClientRects().length > 0 && style.visibility === "visible";
}

const selector = [`[role="${role}"]`, implied[role]].filter(Boolean).join(", ");
const open = [...document.querySelectorAll(selector)].filter(
  (element) => (element.getAttribute("role") ?? role) === role && isVisible(element),
);
return open.find((element) => labels(element) === name) ?? null;
