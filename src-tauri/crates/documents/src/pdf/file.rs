//! The bytes of the file: objects packed together, the list of them, and an identity.
//!
//! lopdf could write it as well, but writes the list of objects unpacked, at seven bytes for each
//! of the hundreds of parts of a tagged paper, and copies every object it packs.

use lopdf::{Dictionary, Document, Object, Stream, StringFormat};
use sha2::{Digest, Sha256};

/// Length of each half of the identity in bytes.
const ID_BYTES: usize = 16;
/// Objects packed together; a reader that wants one unpacks them all.
const PACKED_MAX: usize = 1_000;
/// How hard streams are packed, of 10: more takes much longer for a hundredth of the size.
const LEVEL: u8 = 5;
/// Bytes of an entry in the list of objects: kind, place, place in the pack.
const WIDTHS: [usize; 3] = [1, 4, 2];
const ROW_BYTES: usize = WIDTHS[0] + WIDTHS[1] + WIDTHS[2];
/// Each row is written as what it adds to the one above: mostly one more, which packs to nothing.
const FROM_ABOVE: u8 = 2;
/// The same in the words of the file: rows say themselves how they are written (PNG).
const PREDICTOR: usize = 12;

/// Where an object stands.
#[derive(Clone, Copy)]
enum Place {
    Offset(usize),
    /// Number of the pack, and place in it.
    Packed(u32, usize),
}

/// Writes the file; its identity is the fingerprint of all before the list of objects.
pub(super) fn write(file: Document) -> Vec<u8> {
    let Document { objects, trailer, mut max_id, .. } = file;
    // The four bytes tell programs that the file is no text.
    let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut places: Vec<(u32, Place)> = Vec::with_capacity(objects.len() + 8);
    let mut packed: Vec<(u32, Object)> = Vec::new();
    for ((id, _), object) in objects {
        if let Object::Stream(stream) = object {
            places.push((id, Place::Offset(bytes.len())));
            write_stream(&mut bytes, id, stream);
        } else {
            packed.push((id, object));
        }
    }
    for pack in packed.chunks(PACKED_MAX) {
        max_id += 1;
        places.extend((0..).zip(pack).map(|(at, (id, _))| (*id, Place::Packed(max_id, at))));
        places.push((max_id, Place::Offset(bytes.len())));
        write_stream(&mut bytes, max_id, pack_of(pack));
    }
    let list = max_id + 1;
    let start = bytes.len();
    places.push((list, Place::Offset(start)));
    let identity = Sha256::digest(&bytes);
    let list_stream = list_of(trailer, places, list, &identity[..ID_BYTES]);
    write_stream(&mut bytes, list, list_stream);
    bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

/// Objects one after the other, behind the list of their numbers and places.
fn pack_of(objects: &[(u32, Object)]) -> Stream {
    let (mut numbers, mut body) = (String::new(), Vec::new());
    for (id, object) in objects {
        numbers.push_str(&format!("{id} {} ", body.len()));
        write_object(&mut body, object);
        body.push(b' ');
    }
    let keys = Dictionary::from_iter([
        ("Type", Object::Name(b"ObjStm".to_vec())),
        ("N", integer(objects.len())),
        ("First", integer(numbers.len())),
    ]);
    Stream::new(keys, [numbers.into_bytes(), body].concat())
}

/// The list of objects, which holds the trailer as well.
fn list_of(
    mut keys: Dictionary,
    mut places: Vec<(u32, Place)>,
    last: u32,
    identity: &[u8],
) -> Stream {
    let half = || Object::String(identity.to_vec(), StringFormat::Hexadecimal);
    keys.set("Type", Object::Name(b"XRef".to_vec()));
    keys.set("Size", i64::from(last) + 1);
    keys.set("W", WIDTHS.map(integer).to_vec());
    keys.set("ID", Object::Array(vec![half(), half()]));
    let rows = [("Predictor", integer(PREDICTOR)), ("Columns", integer(ROW_BYTES))];
    keys.set("DecodeParms", Dictionary::from_iter(rows));
    places.sort_unstable_by_key(|(id, _)| *id);
    let mut rows: Vec<[u8; ROW_BYTES]> = Vec::new();
    let mut next = 0;
    for (id, place) in places {
        // Numbers that no object has are free, and never to be used again.
        for _ in next..id {
            rows.push([0, 0, 0, 0, 0, 0xFF, 0xFF]);
        }
        next = id + 1;
        let (kind, first, second) = match place {
            Place::Offset(offset) => (1, u32::try_from(offset).unwrap_or(u32::MAX), 0),
            Place::Packed(pack, at) => (2, pack, u16::try_from(at).unwrap_or(u16::MAX)),
        };
        let ([a, b, c, d], [e, f]) = (first.to_be_bytes(), second.to_be_bytes());
        rows.push([kind, a, b, c, d, e, f]);
    }
    keys.set("Filter", Object::Name(b"FlateDecode".to_vec()));
    Stream::new(keys, miniz_oxide::deflate::compress_to_vec_zlib(&from_above(&rows), LEVEL))
}

/// Each row as the difference to the one above it, byte by byte.
fn from_above(rows: &[[u8; ROW_BYTES]]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(rows.len() * (ROW_BYTES + 1));
    let mut above = [0; ROW_BYTES];
    for row in rows {
        bytes.push(FROM_ABOVE);
        bytes.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = *row;
    }
    bytes
}

/// A stream as an object, packed unless it gains nothing or is the description of the file, which
/// programs that know no PDF look for.
fn write_stream(bytes: &mut Vec<u8>, id: u32, stream: Stream) {
    let Stream { mut dict, mut content, .. } = stream;
    let is_description = dict.has_type(b"Metadata");
    if !is_description && !dict.has(b"Filter") {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&content, LEVEL);
        if packed.len() < content.len() {
            dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            content = packed;
        }
    }
    dict.set("Length", integer(content.len()));
    bytes.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
    write_dictionary(bytes, &dict);
    bytes.extend_from_slice(b"stream\n");
    bytes.extend_from_slice(&content);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
}

fn write_object(bytes: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => bytes.extend_from_slice(b"null"),
        Object::Boolean(true) => bytes.extend_from_slice(b"true"),
        Object::Boolean(false) => bytes.extend_from_slice(b"false"),
        Object::Integer(value) => bytes.extend_from_slice(value.to_string().as_bytes()),
        Object::Real(value) => bytes.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(bytes, name),
        Object::String(text, format) => write_string(bytes, text, format),
        Object::Array(all) => {
            bytes.push(b'[');
            for (at, one) in all.iter().enumerate() {
                if at > 0 {
                    bytes.push(b' ');
                }
                write_object(bytes, one);
            }
            bytes.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(bytes, dictionary),
        // A stream is an object of its own, so only its keys could stand here.
        Object::Stream(stream) => write_dictionary(bytes, &stream.dict),
        Object::Reference((id, generation)) => {
            bytes.extend_from_slice(format!("{id} {generation} R").as_bytes());
        }
    }
}

fn write_dictionary(bytes: &mut Vec<u8>, dictionary: &Dictionary) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(bytes, key);
        // What begins with a sign of its own needs no space before it.
        if !matches!(
            value,
            Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
        ) {
            bytes.push(b' ');
        }
        write_object(bytes, value);
    }
    bytes.extend_from_slice(b">>");
}

fn write_name(bytes: &mut Vec<u8>, name: &[u8]) {
    bytes.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            bytes.push(*byte);
        } else {
            bytes.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

fn write_string(bytes: &mut Vec<u8>, text: &[u8], format: &StringFormat) {
    match format {
        StringFormat::Literal => {
            bytes.push(b'(');
            for byte in text {
                match byte {
                    b'(' | b')' | b'\\' => bytes.extend_from_slice(&[b'\\', *byte]),
                    b'\r' => bytes.extend_from_slice(b"\\r"),
                    b'\n' => bytes.extend_from_slice(b"\\n"),
                    _ => bytes.push(*byte),
                }
            }
            bytes.push(b')');
        }
        StringFormat::Hexadecimal => {
            bytes.push(b'<');
            for byte in text {
                bytes.extend_from_slice(format!("{byte:02X}").as_bytes());
            }
            bytes.push(b'>');
        }
    }
}

fn integer(value: usize) -> Object {
    Object::Integer(i64::try_from(value).unwrap_or(i64::MAX))
}
