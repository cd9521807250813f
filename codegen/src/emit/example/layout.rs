//! Code as lines, broken where rustfmt would break it.

use std::fmt::Write as _;

/// The width of a line, within a comment of a file of 92 columns.
pub(super) const WIDTH: usize = 88;
/// The width of a chain, an array or the arguments of a call that stand on one line, as for rustfmt.
const NARROW: usize = 60;
const INDENT: usize = 4;

/// Code that can be laid out on one line or on several.
pub(super) enum Code {
    /// What stays on one line.
    Leaf(String),
    /// A string literal, by its escaped characters, and what follows it.
    Text { characters: Vec<String>, suffix: &'static str },
    /// What stands between brackets.
    Group { open: String, items: Vec<Code>, close: &'static str },
    /// A builder and the calls to it.
    Chain { head: String, links: Vec<Link> },
}

/// A line of a chain.
pub(super) enum Link {
    Call {
        name: String,
        argument: Code,
        comment: &'static str,
    },
    /// The end of a builder, and what follows it.
    Build(&'static str),
    Comment(String),
}

impl Code {
    /// A call of a function with one argument.
    pub(super) fn call(function: &str, argument: Code) -> Self {
        Self::Group { open: format!("{function}("), items: vec![argument], close: ")" }
    }

    /// A literal of a text, and what follows it.
    pub(super) fn text(text: &str, suffix: &'static str) -> Self {
        Self::Text { characters: text.chars().map(escaped).collect(), suffix }
    }

    /// A literal of bytes.
    pub(super) fn byte_string(bytes: &[u8]) -> Self {
        let mut literal = String::from("b\"");
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = match byte {
                b'\'' => write!(literal, "'"),
                byte => write!(literal, "{}", byte.escape_ascii()),
            };
        }
        literal.push('"');
        Self::Leaf(literal)
    }

    /// The code on one line; `None` if it holds comments, or is longer than any line.
    fn flat(&self) -> Option<String> {
        let mut text = String::new();
        self.write_flat(&mut text)?;
        Some(text)
    }

    /// Adds the code to a line, until that is too long.
    fn write_flat(&self, out: &mut String) -> Option<()> {
        match self {
            Self::Leaf(text) => out.push_str(text),
            Self::Text { characters, .. } if characters.len() > WIDTH => return None,
            Self::Text { characters, suffix } => {
                out.extend(["\"", &characters.concat(), "\"", suffix]);
            }
            Self::Group { open, items, close } => {
                out.push_str(open);
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    item.write_flat(out)?;
                }
                out.push_str(close);
            }
            Self::Chain { head, links } => {
                out.push_str(head);
                for link in links {
                    link.write_flat(out)?;
                }
            }
        }
        out.chars().nth(WIDTH).is_none().then_some(())
    }

    fn is_wide(&self, flat: &str) -> bool {
        match self {
            Self::Leaf(_) | Self::Text { .. } => false,
            Self::Group { open, close, .. } => {
                flat.chars().count() > NARROW + open.chars().count() + close.len()
            }
            Self::Chain { .. } => flat.chars().count() > NARROW,
        }
    }

    /// Adds the lines of the code, with what stands before and after it.
    pub(super) fn print(&self, indent: usize, prefix: &str, suffix: &str, out: &mut Vec<String>) {
        if let Some(flat) = self.flat().filter(|flat| !self.is_wide(flat)) {
            let line = format!("{}{prefix}{flat}{suffix}", " ".repeat(indent));
            if line.chars().count() <= WIDTH {
                out.push(line);
                return;
            }
        }
        self.print_broken(indent, prefix, suffix, out);
    }

    fn print_broken(&self, indent: usize, prefix: &str, suffix: &str, out: &mut Vec<String>) {
        let space = " ".repeat(indent);
        match self {
            Self::Leaf(text) => out.push(format!("{space}{prefix}{text}{suffix}")),
            Self::Text { characters, suffix: own } => {
                print_text(characters, indent, prefix, &format!("{own}{suffix}"), out);
            }
            Self::Group { open, items, close } => match items.as_slice() {
                // What stands alone between brackets may begin on their line. rustfmt does the same for a chain
                // in an array, where it is hard to read.
                [only @ Self::Group { .. }] => {
                    only.print(
                        indent,
                        &format!("{prefix}{open}"),
                        &format!("{close}{suffix}"),
                        out,
                    );
                }
                items => {
                    out.push(format!("{space}{prefix}{open}"));
                    for item in items {
                        item.print(indent + INDENT, "", ",", out);
                    }
                    out.push(format!("{space}{close}{suffix}"));
                }
            },
            Self::Chain { head, links } => {
                out.push(format!("{space}{prefix}{head}"));
                for link in links {
                    link.print(indent + INDENT, out);
                }
                if let Some(last) = out.last_mut() {
                    last.push_str(suffix);
                }
            }
        }
    }
}

impl Link {
    fn write_flat(&self, out: &mut String) -> Option<()> {
        match self {
            Self::Call { name, argument, comment: "" } => {
                out.extend([".", name, "("]);
                argument.write_flat(out)?;
                out.push(')');
            }
            Self::Build(suffix) => out.extend([".build()", suffix]),
            Self::Call { .. } | Self::Comment(_) => return None,
        }
        Some(())
    }

    fn print(&self, indent: usize, out: &mut Vec<String>) {
        let space = " ".repeat(indent);
        match self {
            Self::Comment(text) => out.push(format!("{space}// {text}")),
            Self::Build(suffix) => out.push(format!("{space}.build(){suffix}")),
            Self::Call { name, argument, comment } => {
                print_setter(name, argument, indent, comment, out);
            }
        }
    }
}

fn print_setter(name: &str, argument: &Code, indent: usize, comment: &str, out: &mut Vec<String>) {
    let (prefix, suffix) = (format!(".{name}("), format!("){comment}"));
    let space = " ".repeat(indent);
    let line = argument.flat().filter(|flat| !argument.is_wide(flat));
    let line = line.map(|flat| format!("{space}{prefix}{flat}{suffix}"));
    match (line, argument) {
        (Some(line), _) if line.chars().count() <= WIDTH => out.push(line),
        (_, Code::Group { .. }) => argument.print(indent, &prefix, &suffix, out),
        (_, Code::Leaf(_) | Code::Text { .. } | Code::Chain { .. }) => {
            out.push(format!("{space}{prefix}"));
            argument.print(indent + INDENT, "", ",", out);
            out.push(format!("{space}{suffix}"));
        }
    }
}

/// Adds the lines of a long string literal. A line that is continued swallows the white space at the start of
/// the next, and one that starts with `#` is hidden from readers, so neither begins a line.
fn print_text(
    characters: &[String],
    indent: usize,
    prefix: &str,
    suffix: &str,
    out: &mut Vec<String>,
) {
    let space = " ".repeat(indent);
    let mut line = format!("{space}{prefix}\"");
    let mut width = line.chars().count();
    for (at, character) in characters.iter().enumerate() {
        let follows_word = at > 0 && characters[at - 1] == " ";
        let is_full = width >= WIDTH - 2 || (follows_word && width >= WIDTH - 16);
        if is_full && !character.starts_with([' ', '#']) {
            line.push('\\');
            out.push(std::mem::replace(&mut line, format!("{space} ")));
            width = indent + 1;
        }
        line.push_str(character);
        width += character.chars().count();
    }
    out.push(format!("{line}\"{suffix}"));
}

/// A character as it stands in a string literal.
fn escaped(c: char) -> String {
    match c {
        '\'' => "'".to_owned(),
        c => c.escape_debug().collect(),
    }
}
