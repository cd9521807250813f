//! What a reader sees of a text: the same for a page and for a model, whatever they are written in.
//!
//! Places are counts of visible characters, so that they are the same on both sides as long as the words are.

use std::ops::Range;

/// What a reader sees. `T` is what a link leads to.
#[derive(Debug, Default)]
pub(crate) struct Reading<T> {
    /// The words, whether they are code or not.
    pub(crate) words: Vec<Word>,
    /// Each run of code.
    pub(crate) codes: Vec<Run<()>>,
    /// Each run of linked text.
    pub(crate) links: Vec<Run<T>>,
    /// Each item of a list that holds something.
    pub(crate) items: Vec<Item>,
    /// The places at which a line of preformatted text begins, but for the first of each block.
    pub(crate) lines: Vec<usize>,
}

/// Characters without a space between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it begins.
    pub(crate) at: usize,
    /// Its characters.
    pub(crate) text: String,
}

/// A part of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run<T> {
    /// Where it is.
    pub(crate) range: Range<usize>,
    /// What it holds, without spaces.
    pub(crate) text: String,
    /// What is said of it.
    pub(crate) value: T,
}

/// An item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Item {
    /// Where it begins.
    pub(crate) at: usize,
    /// In how many lists it is.
    pub(crate) depth: usize,
    /// What stands before it.
    pub(crate) mark: Mark,
}

/// What stands before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A dot, or a term.
    Bullet,
    /// A number.
    Number(u64),
}

/// Writes down what a reader sees, from the first character to the last.
#[derive(Debug)]
pub(crate) struct Scribe<T> {
    reading: Reading<T>,
    /// How many visible characters there are so far.
    length: usize,
    /// Where the block began that is being read.
    block: usize,
    gap: Gap,
    /// How many elements of code are open.
    code: usize,
    /// How many elements of preformatted text are open.
    preformatted: usize,
    /// What the links lead to that are open.
    links: Vec<T>,
    /// Whether the next character that is linked begins a run: the links of the last one are no longer those that are
    /// open.
    is_new_link: bool,
    /// Where the items are in the reading that are open.
    items: Vec<usize>,
    /// Labels that are shown before the next character, if there is one.
    labels: Vec<&'static str>,
}

/// What is between the last character and the next.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Gap {
    /// The next character begins a word.
    word: bool,
    /// The next character begins a run of code: there is something between that is no code.
    code: bool,
    /// The next character begins a line of preformatted text.
    line: bool,
}

impl<T> Default for Scribe<T> {
    /// Nothing is seen yet.
    fn default() -> Self {
        let reading = Reading {
            words: Vec::new(),
            codes: Vec::new(),
            links: Vec::new(),
            items: Vec::new(),
            lines: Vec::new(),
        };
        Self {
            reading,
            length: 0,
            block: 0,
            gap: Gap { word: true, code: true, line: false },
            code: 0,
            preformatted: 0,
            links: Vec::new(),
            is_new_link: true,
            items: Vec::new(),
            labels: Vec::new(),
        }
    }
}

impl<T: Clone + PartialEq> Scribe<T> {
    /// What was seen.
    pub(crate) fn finish(mut self) -> Reading<T> {
        self.close_items(0);
        self.reading
    }

    /// Text follows.
    pub(crate) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.gap.word = true;
                self.gap.code |= self.code == 0;
                self.gap.line |= c == '\n' && self.preformatted > 0 && self.length > self.block;
            } else if is_visible(c) {
                self.visible(c);
            }
        }
    }

    /// A block begins or ends here: what follows stands apart.
    pub(crate) fn apart(&mut self) {
        self.block = self.length;
        self.gap = Gap { word: true, code: true, line: false };
    }

    /// Code begins.
    pub(crate) fn open_code(&mut self) {
        self.code += 1;
    }

    /// Code ends.
    pub(crate) fn close_code(&mut self) {
        self.code = self.code.saturating_sub(1);
    }

    /// A block of preformatted text begins.
    pub(crate) fn open_preformatted(&mut self) {
        self.apart();
        self.code += 1;
        self.preformatted += 1;
    }

    /// A block of preformatted text ends.
    pub(crate) fn close_preformatted(&mut self) {
        self.apart();
        self.close_code();
        self.preformatted = self.preformatted.saturating_sub(1);
    }

    /// A link begins.
    pub(crate) fn open_link(&mut self, target: T) {
        self.links.push(target);
        self.is_new_link = true;
    }

    /// A link ends.
    pub(crate) fn close_link(&mut self) {
        self.links.pop();
        self.is_new_link = true;
    }

    /// An item begins; those that are open at its depth, and within them, end.
    pub(crate) fn open_item(&mut self, depth: usize, mark: Mark) {
        self.apart();
        self.close_items(depth);
        self.labels();
        self.items.push(self.reading.items.len());
        self.reading.items.push(Item { at: self.length, depth, mark });
    }

    /// The items of a depth end, and those within them. One that is empty is not seen.
    pub(crate) fn close_items(&mut self, depth: usize) {
        self.apart();
        while let Some(index) = self.items.pop_if(|index| self.reading.items[*index].depth >= depth)
        {
            if self.reading.items[index].at == self.length {
                self.reading.items.remove(index);
            }
        }
    }

    /// A box begins that has a label, unless it is empty.
    pub(crate) fn open_box(&mut self, label: &'static str) {
        self.apart();
        self.labels.push(label);
    }

    /// A box ends.
    pub(crate) fn close_box(&mut self) {
        self.apart();
        self.labels.pop();
    }

    fn labels(&mut self) {
        if self.labels.is_empty() {
            return;
        }
        let code = std::mem::take(&mut self.code);
        let links = std::mem::take(&mut self.links);
        for label in std::mem::take(&mut self.labels) {
            label.chars().for_each(|c| self.visible(c));
            self.apart();
        }
        self.code = code;
        self.links = links;
    }

    fn visible(&mut self, c: char) {
        self.labels();
        let at = self.length;
        let gap = std::mem::take(&mut self.gap);
        self.length += 1;
        match self.reading.words.last_mut() {
            Some(word) if !gap.word => word.text.push(c),
            _ => self.reading.words.push(Word { at, text: c.into() }),
        }
        if gap.line {
            self.reading.lines.push(at);
        }
        if self.code > 0 {
            extend(&mut self.reading.codes, at, c, (), gap.code);
        }
        if let Some(target) = self.links.last() {
            extend(&mut self.reading.links, at, c, target.clone(), self.is_new_link);
            self.is_new_link = false;
        }
    }
}

/// Adds a character to the last run, or to a new one.
fn extend<T: PartialEq>(runs: &mut Vec<Run<T>>, at: usize, c: char, value: T, new: bool) {
    match runs.last_mut() {
        Some(run) if !new && run.range.end == at && run.value == value => {
            run.range.end += 1;
            run.text.push(c);
        }
        _ => runs.push(Run { range: at..at + 1, text: c.into(), value }),
    }
}

/// Whether a character is shown that is no space. Control characters are not, and rustc refuses those that reverse
/// the direction of a text.
fn is_visible(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words<T>(reading: &Reading<T>) -> Vec<&str> {
        reading.words.iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn spaces_and_blocks_separate_words_and_nothing_else_does() {
        let mut scribe = Scribe::<()>::default();
        scribe.text(" a\u{A0}b\u{202E}c");
        scribe.open_code();
        scribe.text("d ");
        scribe.close_code();
        scribe.apart();
        scribe.text("e");
        let reading = scribe.finish();
        assert_eq!(words(&reading), ["a", "bcd", "e"]);
        assert_eq!(reading.words[2].at, 4);
        assert_eq!(reading.codes, [Run { range: 3..4, text: "d".into(), value: () }]);
    }

    #[test]
    fn code_is_one_run_unless_something_is_between() {
        let mut scribe = Scribe::<()>::default();
        for (text, between) in [("a ", ""), ("b", " "), ("c", "x"), ("d", "")] {
            scribe.open_code();
            scribe.text(text);
            scribe.close_code();
            scribe.text(between);
        }
        let reading = scribe.finish();
        let codes: Vec<&str> = reading.codes.iter().map(|run| run.text.as_str()).collect();
        assert_eq!(codes, ["ab", "c", "d"]);
    }

    #[test]
    fn items_that_hold_nothing_are_not_seen() {
        let mut scribe = Scribe::<()>::default();
        scribe.open_item(1, Mark::Bullet);
        scribe.open_item(1, Mark::Number(2));
        scribe.open_item(2, Mark::Bullet);
        scribe.text("a");
        scribe.open_item(2, Mark::Bullet);
        scribe.close_items(1);
        scribe.text("b");
        let reading = scribe.finish();
        let item = |depth, mark| Item { at: 0, depth, mark };
        assert_eq!(reading.items, [item(1, Mark::Number(2)), item(2, Mark::Bullet)]);
    }

    #[test]
    fn a_box_is_labelled_before_what_it_holds() {
        let mut scribe = Scribe::<()>::default();
        scribe.open_box("Note");
        scribe.close_box();
        scribe.open_box("Tip");
        scribe.open_item(1, Mark::Bullet);
        scribe.text("a");
        scribe.close_box();
        scribe.text("b");
        let reading = scribe.finish();
        assert_eq!(words(&reading), ["Tip", "a", "b"]);
        assert_eq!(reading.items[0].at, 3);
    }

    #[test]
    fn lines_are_seen_in_preformatted_text_alone() {
        let mut scribe = Scribe::<()>::default();
        scribe.text("a\nb");
        scribe.open_preformatted();
        scribe.text("\nc\n\nd\n");
        scribe.close_preformatted();
        scribe.text("e");
        let reading = scribe.finish();
        assert_eq!(reading.lines, [3]);
    }
}
