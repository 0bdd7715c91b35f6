//! Why a file cannot be read, so that a person can be told what to do.

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocxError {
    /// No bytes.
    #[error("the file is empty")]
    Empty,
    /// More than [`crate::limits::FILE_BYTES_MAX`].
    #[error("the file is too large")]
    TooLarge,
    /// Some other kind of file.
    #[error("not a Word file: {0}")]
    OtherKind(OtherKind),
    /// Opens only with a password.
    #[error("the file is protected by a password")]
    Protected,
    /// It carries a program.
    #[error("the file contains macros")]
    Macros,
    /// The archive, or a part of it, is cut off or damaged.
    #[error("the file is damaged")]
    Damaged,
    /// XML with a document type, which Word never writes and attacks are made of.
    #[error("the file declares a document type")]
    DocumentType,
    /// It unpacks to far more than it is: no document does.
    #[error("the file unpacks to far more than a document")]
    Bomb,
    /// More text than any contract: over a limit of [`crate::limits`].
    #[error("the document is too long")]
    TooLong,
    /// Deeper or more finely divided than any document.
    #[error("the document is built in a way that no program writes")]
    TooIntricate,
}

/// What a file is that is no Word file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OtherKind {
    /// Word 97 to 2003.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// PDF.
    Pdf,
    /// OpenDocument text.
    OpenDocument,
    /// A workbook or a presentation.
    OtherOffice,
    /// Any other.
    Unknown,
}

impl std::fmt::Display for OtherKind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            OtherKind::Doc => "Word 97",
            OtherKind::Rtf => "Rich Text Format",
            OtherKind::Pdf => "PDF",
            OtherKind::OpenDocument => "OpenDocument",
            OtherKind::OtherOffice => "another Office format",
            OtherKind::Unknown => "unknown",
        })
    }
}
