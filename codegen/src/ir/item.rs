//! What named items have in common.

/// Markdown, one string a line.
pub type Docs = Vec<String>;

/// What every named item has.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name in Rust.
    pub name: String,
    /// The name of its module and file.
    pub module: String,
    /// Its shape id in the model.
    pub shape_id: String,
    /// Its documentation.
    pub docs: Docs,
    /// Whether callers should stop using it.
    pub deprecated: Option<Deprecated>,
}

/// Why callers should stop using something.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Deprecated {
    /// Since which version or date.
    pub since: Option<String>,
    /// What to use in its place.
    pub note: Option<String>,
}
