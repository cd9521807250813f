//! Documentation as a tree of blocks, whatever it was written in.

use super::tag::Mark;

/// A whole documentation.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) blocks: Vec<Block>,
    /// What the links lead to.
    pub(super) references: Vec<Reference>,
}

/// A part of a page that stands apart from what is around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    /// Items are numbered if there is a number to start from.
    List {
        start: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quote {
        label: Option<&'static str>,
        blocks: Vec<Block>,
    },
    Code {
        language: Option<String>,
        text: String,
    },
    Table(Vec<Vec<Cell>>),
    Rule,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) is_head: bool,
    pub(super) blocks: Vec<Block>,
}

/// A part of a paragraph. Paragraphs are flat: each part says how it is shown, so that tags may overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Inline {
    pub(super) content: Content,
    pub(super) style: Style,
}

/// What a part of a paragraph is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Text without a space in it.
    Word(String),
    /// Text that is the address it leads to.
    Address(String),
    Code(String),
    Space,
    /// The end of a line.
    Break,
}

/// How a part of a paragraph is shown.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) marks: Marks,
    /// The link that it belongs to, as an index of the references.
    pub(super) link: Option<usize>,
}

impl Style {
    /// What two styles have in common.
    pub(super) fn shared(self, other: Self) -> Self {
        let link = self.link.filter(|_| self.link == other.link);
        Self { marks: Marks(self.marks.0 & other.marks.0), link }
    }
}

/// A set of marks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    pub(super) fn with(self, mark: Mark) -> Self {
        Self(self.0 | 1 << mark as u8)
    }

    pub(super) fn has(self, mark: Mark) -> bool {
        self.0 & 1 << mark as u8 != 0
    }
}

/// What a link says of where it leads to.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    pub(super) href: Option<String>,
    /// A name of the model, if it is not the text of the link.
    pub(super) name: Option<String>,
}
