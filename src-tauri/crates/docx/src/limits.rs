//! How much of a file is read before it counts as mistaken or hostile.

/// Largest file, in bytes.
pub const FILE_BYTES_MAX: usize = 20_000_000;
/// Most entries of its archive.
pub const ENTRIES_MAX: usize = 1_000;
/// All entries together, unpacked, as the archive claims, in bytes.
pub const UNPACKED_BYTES_MAX: u64 = 100_000_000;
/// One part that is read, unpacked, in bytes.
pub const PART_BYTES_MAX: u64 = 40_000_000;
/// How many times larger than packed an entry of more than [`RATIO_FREE_BYTES`] may be.
pub const RATIO_MAX: u64 = 100;
/// Smaller entries may shrink as they like: an empty table of styles shrinks well.
pub const RATIO_FREE_BYTES: u64 = 1_000_000;
/// Deepest nesting of XML elements.
pub const DEPTH_MAX: usize = 128;
/// Longest tag with its attributes, in bytes.
pub const TAG_BYTES_MAX: usize = 65_536;
/// Most tags and texts of one part; what bounds the time.
pub const EVENTS_MAX: usize = 4_000_000;
/// Most paragraphs of a document: some 800 pages.
pub const PARAGRAPHS_MAX: usize = 20_000;
/// Most characters of a document: some 800 pages.
pub const CHARS_MAX: usize = 2_000_000;
/// Most spans of a document.
pub const SPANS_MAX: usize = 400_000;
/// Most styles or lists.
pub const STYLES_MAX: usize = 5_000;
/// Longest chain of styles that are based on each other.
pub const STYLE_CHAIN_MAX: usize = 20;
/// Fields within fields.
pub const FIELD_DEPTH_MAX: usize = 16;
/// Longest name of a field.
pub const NAME_CHARS_MAX: usize = 120;
/// Most things left out that are told one by one.
pub const LEFT_OUT_MAX: usize = 500;
/// Characters of each that are shown.
pub const EXCERPT_CHARS_MAX: usize = 240;
