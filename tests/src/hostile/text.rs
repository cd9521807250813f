//! Documentation that is large in one way.

use serde_json::json;
use smithgen_codegen::diagnostics::Source;

use super::{Dimension, dimension, member, with_input};

pub(super) const DIMENSIONS: [Dimension; 24] = [
    dimension("words", 250, |size| text("word ", "", "", size)),
    dimension("links", 250, |size| {
        text("`Input` <a href='API_Operate.html'>x</a> ", "<p>", "", size)
    }),
    dimension("addresses in a word", 250, |size| text("http://a.b/", "<p>", "", size)),
    dimension("addresses that are none", 250, |size| text("http://a", "<p>", "", size)),
    dimension("underscores in a word", 400, |size| text("_", "<p>", "", size)),
    dimension("less-than signs in a word", 400, |size| text("&lt;1", "<p>", "", size)),
    dimension("ampersands in a word", 400, |size| text("&amp;a", "<p>", "", size)),
    dimension("backticks", 400, |size| text("` `` ", "", "", size)),
    dimension("brackets", 400, |size| text("[", "", "", size)),
    dimension("brackets that close", 400, |size| text("[a](", "", "", size)),
    dimension("asterisks", 400, |size| text("*a _b ", "", "", size)),
    dimension("tags that do not close", 250, |size| text("<b><i><ul><li>", "", "", size)),
    dimension("tags without an end", 250, |size| text("<a =\"<a ='", "", "", size)),
    dimension("comments without an end", 250, |size| text("<!-- ", "", "", size)),
    dimension("slashes before an end", 250, |size| text("/>", "<p>", "", size)),
    dimension("quotes within quotes", 250, |size| text("> ", "", "text", size)),
    dimension("lists within lists", 250, |size| text("- ", "", "text", size)),
    dimension("blockquotes within blockquotes", 250, |size| text("<blockquote>", "", "text", size)),
    dimension("boxes within boxes", 250, |size| text("<note>a", "", "</note>", size)),
    dimension("items of a list", 250, |size| text("<li>item</li>", "<ul>", "</ul>", size)),
    dimension("cells of a table, and as many rows", 150, table),
    dimension("lines of code", 250, |size| text("line\n", "<pre>", "</pre>", size)),
    dimension("entities", 250, |size| text("&#60;&", "<p>", "", size)),
    dimension("references", 250, |size| text("[a]: b\n[a]", "", "", size)),
];

/// A member whose documentation is a part that comes again and again.
fn text(part: &str, before: &str, after: &str, size: usize) -> Vec<Source> {
    document(&format!("{before}{}{after}", part.repeat(size)))
}

fn document(text: &str) -> Vec<Source> {
    let documented = member("String", &[("documentation", json!(text))]);
    with_input(vec![("member".to_owned(), documented)], Vec::new())
}

fn table(size: usize) -> Vec<Source> {
    let cells = "<td>a</td>".repeat(size);
    let rows = "<tr><td>a</td></tr>".repeat(size);
    document(&format!("<table><tr>{cells}</tr>{rows}</table>"))
}
