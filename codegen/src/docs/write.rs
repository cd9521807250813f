//! The tree as lines of Markdown.

use super::characters::printable;

use super::inline::{self, Place, Writer};
use super::links::Resolve;
use super::tree::{Block, Cell, Content, Document, Inline, Style};
use super::wrap::{self, WIDTH, Word};

/// The width that is left at least, however deep a list is.
const MIN_WIDTH: usize = 40;

/// How many cells a table may have for its short rows to be filled up. Markdown takes the cells
/// that a row lacks for empty ones.
///
/// See <https://github.github.com/gfm/#tables-extension->.
const MAX_FILLED: usize = 10_000;

/// What an ordered list may start with. See <https://spec.commonmark.org/0.31.2/#list-items>.
const MAX_NUMBER: u64 = 999_999_999;

/// What the language of a code block begins with that rustdoc would compile.
///
/// See <https://doc.rust-lang.org/rustdoc/write-documentation/documentation-tests.html#attributes>.
const RUST: [&str; 9] = [
    "rust",
    "ignore",
    "should_panic",
    "no_run",
    "compile_fail",
    "edition",
    "standalone",
    "test_harness",
    "custom",
];

/// The lines of a documentation.
pub(super) fn lines(document: &Document, resolve: Resolve<'_>) -> Vec<String> {
    let writer = Writer { references: &document.references, resolve };
    Blocks { writer }.lines(&document.blocks, WIDTH, Gaps::Wide)
}

/// Whether blocks are separated by an empty line where Markdown asks for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gaps {
    Wide,
    /// In a list an empty line would set all its items apart.
    Tight,
}

#[derive(Clone, Copy)]
struct Blocks<'a> {
    writer: Writer<'a>,
}

impl Blocks<'_> {
    fn lines(self, blocks: &[Block], width: usize, gaps: Gaps) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut other = false;
        for (index, block) in blocks.iter().enumerate() {
            let before = index.checked_sub(1).map(|before| &blocks[before]);
            // Two lists that follow one another would be one, if their markers were the same.
            other = !other && before.is_some_and(|before| are_lists(before, block));
            let block_lines = self.block(block, width, gaps, other);
            if before.is_some_and(|before| gaps == Gaps::Wide || !may_follow(before, block))
                && !lines.is_empty()
            {
                lines.push(String::new());
            }
            lines.extend(block_lines);
        }
        lines
    }

    fn block(self, block: &Block, width: usize, gaps: Gaps, other: bool) -> Vec<String> {
        match block {
            Block::Paragraph(inlines) => {
                wrap::fill(&self.writer.words(inlines, Place::Lines), width.max(MIN_WIDTH))
            }
            Block::Heading(level, inlines) => self.heading(*level, inlines),
            Block::List { start, items } => self.list(*start, items, width, other),
            Block::Quote { label, blocks } => self.boxed(*label, blocks, width, gaps),
            Block::Code { language, text } => code(language.as_deref(), text),
            Block::Table(rows) => self.table(rows),
            // The bullets of lists are no part of this.
            Block::Rule => vec!["___".to_owned()],
        }
    }

    fn heading(self, level: u8, inlines: &[Inline]) -> Vec<String> {
        let mut text = joined(&self.writer.words(inlines, Place::Line));
        // Number signs at the end belong to Markdown.
        if text.ends_with('#') {
            text.insert(text.len() - 1, '\\');
        }
        vec![format!("{} {text}", "#".repeat(level.into()))]
    }

    fn list(
        self,
        start: Option<u64>,
        items: &[Vec<Block>],
        width: usize,
        other: bool,
    ) -> Vec<String> {
        let first = start.filter(|start| start + items.len() as u64 <= MAX_NUMBER).unwrap_or(1);
        let items = (first..).zip(items).flat_map(|(number, blocks)| {
            let marker = match (start, other) {
                (None, false) => "- ".to_owned(),
                (None, true) => "* ".to_owned(),
                (Some(_), false) => format!("{number}. "),
                (Some(_), true) => format!("{number}) "),
            };
            let width = width.saturating_sub(marker.len());
            wrap::indented(self.lines(blocks, width, Gaps::Tight), &marker)
        });
        items.collect()
    }

    fn boxed(self, label: Option<&str>, blocks: &[Block], width: usize, gaps: Gaps) -> Vec<String> {
        let labelled = label.map(|label| with_label(label, blocks));
        let blocks = labelled.as_deref().unwrap_or(blocks);
        let lines = self.lines(blocks, width.saturating_sub(2), gaps);
        let quoted =
            |line: String| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
        lines.into_iter().map(quoted).collect()
    }

    fn table(self, rows: &[Vec<Cell>]) -> Vec<String> {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let is_head = |row: &&Vec<Cell>| row.iter().all(|cell| cell.is_head);
        let head = rows.first().filter(is_head);
        let body = &rows[usize::from(head.is_some())..];
        let mut lines = vec![
            self.row(head.map_or(&[][..], Vec::as_slice), width),
            format!("|{}", " --- |".repeat(width)),
        ];
        let is_filled = rows.len().saturating_mul(width) <= MAX_FILLED;
        let width = |row: &Vec<Cell>| if is_filled { width } else { row.len() };
        lines.extend(body.iter().map(|row| self.row(row, width(row))));
        lines
    }

    fn row(self, cells: &[Cell], width: usize) -> String {
        let mut row = String::from("|");
        for index in 0..width {
            let blocks = cells.get(index).map_or(&[][..], |cell| cell.blocks.as_slice());
            let words = self.writer.words(&flat(blocks), Place::Cell);
            row.extend([" ", &joined(&words), " |"]);
        }
        row
    }
}

fn joined(words: &[Word]) -> String {
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    words.join(" ")
}

/// Blocks after the label of their box, which stands in their first paragraph if they begin with one.
fn with_label(label: &str, blocks: &[Block]) -> Vec<Block> {
    let mut text = inline::strong(label);
    let rest = match blocks {
        [Block::Paragraph(inlines), rest @ ..] => {
            text.push(Inline { content: Content::Space, style: Style::default() });
            text.extend(inlines.iter().cloned());
            rest
        }
        _ => blocks,
    };
    [Block::Paragraph(text)].into_iter().chain(rest.iter().cloned()).collect()
}

/// Whether a block is a list of the kind of that before it.
fn are_lists(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::List { start: before, .. }, Block::List { start, .. }) => {
            before.is_some() == start.is_some()
        }
        _ => false,
    }
}

/// Whether a block may follow another without an empty line.
fn may_follow(before: &Block, block: &Block) -> bool {
    match (before, block) {
        (Block::Paragraph(_), Block::List { start, items }) => {
            let begins = items.first().and_then(|item| item.first());
            start.is_none_or(|start| start == 1) && matches!(begins, Some(Block::Paragraph(_)))
        }
        (Block::Paragraph(_), Block::Quote { .. } | Block::Code { .. } | Block::Heading(..)) => {
            true
        }
        (Block::Code { .. } | Block::Heading(..) | Block::Rule, block) => {
            !matches!(block, Block::Table(_))
        }
        _ => false,
    }
}

/// A block of code whose fence is longer than any within.
fn code(language: Option<&str>, text: &str) -> Vec<String> {
    let language = language.filter(|language| is_foreign(language)).unwrap_or("text");
    // Backticks may come together where something between them is dropped.
    let text: Vec<String> = text.split('\n').map(printable).collect();
    let ticks = text.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len);
    let fence = "`".repeat(3.max(ticks.max().unwrap_or(0) + 1));
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text);
    lines.push(fence);
    lines
}

/// Whether a language is a word, and not one of those that make rustdoc compile the code.
fn is_foreign(language: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '#');
    let lower = language.to_ascii_lowercase();
    let is_error = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    let is_rust = RUST.iter().any(|word| lower.starts_with(word))
        || lower.strip_prefix('e').is_some_and(is_error);
    !language.is_empty() && language.chars().all(is_word) && !is_rust
}

/// The text of blocks on one line, since a cell has no more.
fn flat(blocks: &[Block]) -> Vec<Inline> {
    let mut flat_blocks = Vec::new();
    for block in blocks {
        flatten(block, &mut flat_blocks);
    }
    let inline = |content| Inline { content, style: Style::default() };
    flat_blocks.join(&inline(Content::Break))
}

fn flatten(block: &Block, flat: &mut Vec<Vec<Inline>>) {
    match block {
        Block::Paragraph(inlines) | Block::Heading(_, inlines) => flat.push(inlines.clone()),
        Block::List { items, .. } => items.iter().flatten().for_each(|block| flatten(block, flat)),
        Block::Quote { label, blocks } => {
            flat.extend(label.map(inline::strong));
            for block in blocks {
                flatten(block, flat);
            }
        }
        Block::Code { text, .. } => {
            let line =
                |line: String| Inline { content: Content::Code(line), style: Style::default() };
            let lines = text.split('\n').map(printable).filter(|text| !text.is_empty());
            flat.extend(lines.map(|text| vec![line(text)]));
        }
        Block::Table(rows) => {
            let cells = rows.iter().flatten();
            cells.flat_map(|cell| &cell.blocks).for_each(|block| flatten(block, flat));
        }
        Block::Rule => {}
    }
}
