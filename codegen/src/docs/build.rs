//! Tokens to a tree. Models have tags that are never closed, closed twice or overlap; nothing of the text is
//! lost by that, and the tree is never deep.

use super::paragraph;
use super::tag::{Mark, Tag};
use super::token::{Attributes, Token};
use super::tree::{Block, Cell, Content, Document, Inline, Marks, Reference, Style};

/// How many lists, boxes and cells are within each other; what is deeper is shown at this depth.
const MAX_DEPTH: usize = 24;

/// The tree of a documentation.
pub(super) fn build(tokens: Vec<Token>) -> Document {
    let mut builder = Builder::default();
    for token in tokens {
        builder.token(token);
    }
    builder.finish()
}

#[derive(Debug, Default)]
struct Builder {
    /// What is finished at the top.
    blocks: Vec<Block>,
    /// The containers that are open, the innermost last.
    open: Vec<Open>,
    /// Containers that were opened beyond the depth, and are not closed yet.
    beyond: usize,
    line: Vec<Inline>,
    kind: Kind,
    format: Format,
    preformatted: Option<Preformatted>,
    /// Whether what comes is not shown.
    hidden: bool,
    references: Vec<Reference>,
}

/// What the text since the last block becomes.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Kind {
    #[default]
    Paragraph,
    Term,
    Heading(u8),
}

/// The inline tags that are open.
#[derive(Debug, Default, Clone, Copy)]
struct Format {
    marks: [u32; Mark::ALL.len()],
    code: u32,
    link: Option<usize>,
}

impl Format {
    fn style(self) -> Style {
        let mut marks = Marks::default();
        for mark in Mark::ALL.into_iter().filter(|mark| self.marks[*mark as usize] > 0) {
            marks = marks.with(mark);
        }
        Style { marks, link: self.link }
    }

    /// What is open of both: a container closes what was opened within it.
    fn shared(self, other: Self) -> Self {
        Self {
            marks: std::array::from_fn(|mark| self.marks[mark].min(other.marks[mark])),
            code: self.code.min(other.code),
            link: self.link.filter(|_| self.link == other.link),
        }
    }
}

#[derive(Debug)]
struct Preformatted {
    language: Option<String>,
    text: String,
}

/// A container that is open.
#[derive(Debug)]
struct Open {
    container: Container,
    /// The inline tags that were open before it.
    format: Format,
}

#[derive(Debug)]
enum Container {
    Quote {
        label: Option<&'static str>,
        blocks: Vec<Block>,
    },
    List {
        start: Option<u64>,
        is_implied: bool,
        items: Vec<Vec<Block>>,
    },
    /// Its last block may be a term that waits for its definition.
    Item {
        blocks: Vec<Block>,
        has_term: bool,
    },
    Table {
        rows: Vec<Vec<Cell>>,
    },
    Row {
        cells: Vec<Cell>,
    },
    Cell {
        is_head: bool,
        blocks: Vec<Block>,
    },
}

impl Container {
    fn item() -> Self {
        Self::Item { blocks: Vec::new(), has_term: false }
    }

    fn name(&self) -> Name {
        match self {
            Self::Quote { .. } => Name::Quote,
            Self::List { .. } => Name::List,
            Self::Item { .. } => Name::Item,
            Self::Table { .. } => Name::Table,
            Self::Row { .. } => Name::Row,
            Self::Cell { .. } => Name::Cell,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Quote,
    List,
    Item,
    Table,
    Row,
    Cell,
}

impl Builder {
    fn finish(mut self) -> Document {
        self.close_preformatted();
        self.close_to(0);
        Document { blocks: self.blocks, references: self.references }
    }

    fn token(&mut self, token: Token) {
        match token {
            Token::Close(Tag::Hidden) => self.hidden = false,
            _ if self.hidden => {}
            Token::Open(Tag::Hidden, _) => self.hidden = true,
            Token::Text(text) => self.text(&text),
            Token::Open(tag, attributes) if self.preformatted.is_some() => {
                self.open_in_preformatted(tag, attributes);
            }
            Token::Open(tag, attributes) => self.open(tag, attributes),
            Token::Close(Tag::Preformatted) => self.close_preformatted(),
            Token::Close(_) if self.preformatted.is_some() => {}
            Token::Close(tag) => self.close(tag),
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.preformatted {
            Some(preformatted) => preformatted.text.push_str(text),
            None => {
                paragraph::push(&mut self.line, text, self.format.style(), self.format.code > 0);
            }
        }
    }

    fn open(&mut self, tag: Tag, attributes: Attributes) {
        match tag {
            Tag::Words | Tag::Hidden => {}
            Tag::Code => self.format.code += 1,
            Tag::Marked(mark) => self.format.marks[mark as usize] += 1,
            Tag::Link => {
                self.format.link = Some(self.references.len());
                self.references.push(Reference { href: attributes.href, name: attributes.name });
            }
            Tag::Break => {
                let style = self.format.style();
                self.line.push(Inline { content: Content::Break, style });
            }
            _ => {
                self.flush();
                self.kind = Kind::Paragraph;
                self.open_block(tag, attributes);
            }
        }
    }

    fn open_block(&mut self, tag: Tag, attributes: Attributes) {
        match tag {
            Tag::Heading(level) => self.kind = Kind::Heading(level),
            Tag::Quote => self.push(Container::Quote { label: None, blocks: Vec::new() }),
            Tag::Labelled(label) => {
                self.push(Container::Quote { label: Some(label), blocks: Vec::new() });
            }
            Tag::List => self.open_list(None),
            Tag::Numbered => self.open_list(Some(attributes.start.unwrap_or(1))),
            Tag::Item => self.open_item(),
            Tag::Term => {
                self.open_item();
                self.kind = Kind::Term;
            }
            Tag::Definition => {
                if self.item().is_none() {
                    self.open_item();
                }
            }
            Tag::Preformatted => {
                let language = attributes.language;
                self.preformatted = Some(Preformatted { language, text: String::new() });
            }
            Tag::Table => self.push(Container::Table { rows: Vec::new() }),
            Tag::Row => self.open_row(),
            Tag::HeadCell => self.open_cell(true),
            Tag::Cell => self.open_cell(false),
            Tag::Rule => self.add(Block::Rule),
            Tag::Block
            | Tag::Words
            | Tag::Code
            | Tag::Link
            | Tag::Marked(_)
            | Tag::Break
            | Tag::Hidden => {}
        }
    }

    fn close(&mut self, tag: Tag) {
        match tag {
            Tag::Words | Tag::Hidden => {}
            Tag::Code => self.format.code = self.format.code.saturating_sub(1),
            Tag::Marked(mark) => {
                let count = &mut self.format.marks[mark as usize];
                *count = count.saturating_sub(1);
            }
            Tag::Link => self.format.link = None,
            // A browser takes `</br>` for `<br>`.
            Tag::Break => self.open(tag, Attributes::default()),
            Tag::Block
            | Tag::Heading(_)
            | Tag::Preformatted
            | Tag::Rule
            | Tag::Term
            | Tag::Definition => self.end_line(),
            Tag::Quote | Tag::Labelled(_) => self.close_named(Name::Quote, &[Name::Cell]),
            Tag::List | Tag::Numbered => self.close_named(Name::List, &[Name::Cell]),
            Tag::Item => self.close_named(Name::Item, &[Name::List, Name::Cell]),
            Tag::Table => self.close_named(Name::Table, &[]),
            Tag::Row => self.close_named(Name::Row, &[Name::Table]),
            Tag::HeadCell | Tag::Cell => self.close_named(Name::Cell, &[Name::Table]),
        }
    }

    fn end_line(&mut self) {
        self.flush();
        self.kind = Kind::Paragraph;
    }

    /// Within preformatted text, tags show nothing but the ends of lines.
    fn open_in_preformatted(&mut self, tag: Tag, attributes: Attributes) {
        let Some(preformatted) = &mut self.preformatted else { return };
        match tag {
            Tag::Words | Tag::Marked(_) | Tag::Link | Tag::Hidden => {}
            Tag::Code => {
                preformatted.language = preformatted.language.take().or(attributes.language);
            }
            Tag::Break => preformatted.text.push('\n'),
            _ if preformatted.text.ends_with('\n') => {}
            _ => preformatted.text.push('\n'),
        }
    }

    fn close_preformatted(&mut self) {
        self.end_line();
        let Some(Preformatted { language, text }) = self.preformatted.take() else { return };
        let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
        let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
        let is_text = |line: &&str| !line.is_empty();
        let Some(first) = lines.iter().position(is_text) else { return };
        let last = lines.iter().rposition(is_text).unwrap_or(first);
        let text = lines[first..=last].join("\n");
        self.add(Block::Code { language, text });
    }

    fn open_list(&mut self, start: Option<u64>) {
        self.push(Container::List { start, is_implied: false, items: Vec::new() });
    }

    /// Opens an item of the list that is open, which closes the item before it. Where no list is open,
    /// there is one implied.
    fn open_item(&mut self) {
        let names = [Name::Quote, Name::Cell];
        match self.innermost(Name::List, &names) {
            Some(index) => self.close_to(index + 1),
            None if self.open.len() < MAX_DEPTH => {
                self.push(Container::List { start: None, is_implied: true, items: Vec::new() });
            }
            None => return,
        }
        self.push_within(Container::item());
    }

    /// The item that is open, unless something is open within it.
    fn item(&self) -> Option<usize> {
        self.innermost(Name::Item, &[Name::List, Name::Quote, Name::Cell])
    }

    fn open_row(&mut self) {
        if let Some(index) = self.innermost(Name::Table, &[]) {
            self.close_to(index + 1);
            self.push_within(Container::Row { cells: Vec::new() });
        }
    }

    fn open_cell(&mut self, is_head: bool) {
        if self.innermost(Name::Row, &[Name::Table]).is_none() {
            self.open_row();
        }
        if let Some(index) = self.innermost(Name::Row, &[Name::Table]) {
            self.close_to(index + 1);
            self.push_within(Container::Cell { is_head, blocks: Vec::new() });
        }
    }

    /// The place of the innermost container of a name that is not beyond one of the others.
    fn innermost(&self, name: Name, bounds: &[Name]) -> Option<usize> {
        let names = self.open.iter().map(|open| open.container.name()).enumerate().rev();
        let mut near = names.take_while(|(_, other)| *other == name || !bounds.contains(other));
        near.find(|(_, other)| *other == name).map(|(index, _)| index)
    }

    /// Opens a container that holds blocks, a list or a table.
    fn push(&mut self, container: Container) {
        if self.open.len() >= MAX_DEPTH {
            self.beyond += 1;
            return;
        }
        self.make_room();
        self.push_within(container);
    }

    /// Opens a container whose place is right.
    fn push_within(&mut self, container: Container) {
        self.open.push(Open { container, format: self.format });
    }

    fn close_named(&mut self, name: Name, bounds: &[Name]) {
        self.end_line();
        if self.beyond > 0 && matches!(name, Name::Quote | Name::List | Name::Table) {
            self.beyond -= 1;
        } else if let Some(index) = self.innermost(name, bounds) {
            self.close_to(index);
        }
    }

    /// Closes containers until so many are open.
    fn close_to(&mut self, depth: usize) {
        self.end_line();
        while self.open.len() > depth {
            self.close_innermost();
        }
    }

    fn close_innermost(&mut self) {
        let Some(Open { container, format }) = self.open.pop() else { return };
        self.format = self.format.shared(format);
        match container {
            Container::Quote { label, blocks } if !blocks.is_empty() => {
                self.add(Block::Quote { label, blocks });
            }
            Container::List { start, items, .. } if !items.is_empty() => {
                self.add(Block::List { start, items });
            }
            Container::Table { rows } if !rows.is_empty() => self.add(Block::Table(rows)),
            Container::Item { blocks, .. } if !blocks.is_empty() => {
                if let Some(Container::List { items, .. }) = self.last() {
                    items.push(blocks);
                }
            }
            Container::Row { cells } if !cells.is_empty() => {
                if let Some(Container::Table { rows }) = self.last() {
                    rows.push(cells);
                }
            }
            Container::Cell { is_head, blocks } => {
                if let Some(Container::Row { cells }) = self.last() {
                    cells.push(Cell { is_head, blocks });
                }
            }
            Container::Quote { .. }
            | Container::List { .. }
            | Container::Item { .. }
            | Container::Table { .. }
            | Container::Row { .. } => {}
        }
    }

    fn last(&mut self) -> Option<&mut Container> {
        self.open.last_mut().map(|open| &mut open.container)
    }

    /// Sees to it that the innermost container holds blocks: text between two items belongs to the item
    /// before it, text between two cells is a cell, and an implied list ends.
    fn make_room(&mut self) {
        let added = match self.last() {
            Some(Container::List { is_implied: true, .. }) => {
                self.close_innermost();
                return self.make_room();
            }
            Some(Container::List { items, .. }) => {
                Container::Item { blocks: items.pop().unwrap_or_default(), has_term: false }
            }
            Some(Container::Table { .. }) => {
                self.push_within(Container::Row { cells: Vec::new() });
                Container::Cell { is_head: false, blocks: Vec::new() }
            }
            Some(Container::Row { .. }) => Container::Cell { is_head: false, blocks: Vec::new() },
            Some(Container::Quote { .. } | Container::Item { .. } | Container::Cell { .. })
            | None => return,
        };
        self.push_within(added);
    }

    /// Adds a block to the innermost container.
    fn add(&mut self, block: Block) {
        self.make_room();
        match self.last() {
            None => self.blocks.push(block),
            Some(Container::Item { blocks, has_term }) => {
                *has_term = false;
                blocks.push(block);
            }
            Some(Container::Quote { blocks, .. } | Container::Cell { blocks, .. }) => {
                blocks.push(block);
            }
            Some(Container::List { .. } | Container::Table { .. } | Container::Row { .. }) => {}
        }
    }

    /// Ends the text since the last block.
    fn flush(&mut self) {
        for line in paragraph::split(&std::mem::take(&mut self.line)) {
            match self.kind {
                Kind::Heading(level) => self.add(Block::Heading(level, line)),
                Kind::Term => self.add_term(paragraph::strong(line)),
                Kind::Paragraph => self.add_paragraph(line),
            }
        }
    }

    fn add_term(&mut self, line: Vec<Inline>) {
        self.add_paragraph(line);
        if let Some(Container::Item { has_term, .. }) = self.last() {
            *has_term = true;
        }
    }

    /// Adds a paragraph, or the line under a term.
    fn add_paragraph(&mut self, line: Vec<Inline>) {
        if let Some(Container::Item { blocks, has_term: has_term @ true }) = self.last()
            && let Some(Block::Paragraph(term)) = blocks.last_mut()
        {
            *has_term = false;
            term.push(Inline { content: Content::Break, style: Style::default() });
            term.extend(line);
            return;
        }
        self.add(Block::Paragraph(line));
    }
}
