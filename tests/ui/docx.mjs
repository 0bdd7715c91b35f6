// A Word file for the browser to drop: the parts of one, stored without packing.

import { crc32 } from "node:zlib";

const space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/** A Word file whose text has these paragraphs. */
export function docx(paragraphs) {
  const types = `<Types><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;
  const body = paragraphs.join("");
  const style = (id, name) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
  const styles = [style("Title", "Title"), style("Heading1", "heading 1")].join("");
  return archive({
    "[Content_Types].xml": types,
    "word/document.xml": `<w:document ${space}><w:body>${body}</w:body></w:document>`,
    "word/styles.xml": `<w:styles ${space}>${styles}</w:styles>`,
  });
}

export const run = (text, look = "") =>
  `<w:r><w:rPr>${look}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;

export const paragraph = (runs, style = "") =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${runs}</w:p>`;

export const heading = (text) => paragraph(run(text), "Heading1");

export const table = (text) =>
  `<w:tbl><w:tr><w:tc>${paragraph(run(text))}</w:tc></w:tr></w:tbl>`;

function archive(parts) {
  const locals = [];
  const centrals = [];
  let at = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [title, bytes] = [Buffer.from(name), Buffer.from(text)];
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(0x21_0000, 0); // some day
    sizes.writeUInt32LE(crc32(bytes), 4);
    sizes.writeUInt32LE(bytes.length, 8);
    sizes.writeUInt32LE(bytes.length, 12);
    const named = Buffer.alloc(4);
    named.writeUInt16LE(title.length, 0);
    const local = Buffer.concat([words(0x04034b50, 20), sizes, named, title, bytes]);
    const rest = Buffer.alloc(16);
    rest.writeUInt32LE(at, 12);
    const central = [words(0x02014b50, 20, 20), sizes, named.subarray(0, 2), rest, title];
    centrals.push(Buffer.concat(central));
    locals.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** The mark of a record, its versions, and two words of flags and method. */
function words(mark, ...versions) {
  const buffer = Buffer.alloc(4 + versions.length * 2 + 4);
  buffer.writeUInt32LE(mark, 0);
  versions.forEach((version, i) => buffer.writeUInt16LE(version, 4 + i * 2));
  return buffer;
}
