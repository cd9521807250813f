//! What rustdoc shows of documentation, and what a reader of the source sees.

use std::time::{Duration, Instant};

use pulldown_cmark::{Options, Parser, html};

use super::{append, code, escape, lines, wrap};

/// The items of a crate that documentation may name.
fn resolve(name: &str) -> Option<String> {
    match name {
        "SignUp" => Some("crate::operation::SignUp".to_owned()),
        "User$Name" | "User.Name" => Some("crate::types::User::name".to_owned()),
        _ => None,
    }
}

fn markdown(text: &str) -> String {
    lines(text, &resolve).join("\n")
}

/// The page that rustdoc makes of Markdown, with a space for the end of a line within a paragraph.
fn page(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options));
    page.replace(">\n", ">").replace("\n<", "<").replace('\n', " ")
}

#[track_caller]
fn assert_pages(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(page(&markdown(text)), *expected, "{text}\n{}", markdown(text));
    }
}

#[track_caller]
fn assert_lines(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(lines(text, &resolve), *expected, "{text}");
    }
}

#[test]
fn blocks_are_shown_as_a_browser_shows_them() {
    assert_pages(&[
        ("<p>a</p> <p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>a<p>b", "<p>a</p><p>b</p>"),
        ("a</p>b", "<p>a</p><p>b</p>"),
        ("<p><fullname>A</fullname> <p>b", "<p>A</p><p>b</p>"),
        ("<p>a<br/>b</p>", "<p>a<br />b</p>"),
        ("a<br><br>b", "<p>a</p><p>b</p>"),
        ("<h2>a #</h2>b", "<h2>a #</h2><p>b</p>"),
        ("<p>a</p><hr><p>b</p>", "<p>a</p><hr /><p>b</p>"),
        ("<!doctype html><p>a<!-- b -->c<script>d</script><style>e</style></p>", "<p>ac</p>"),
        ("<ul><li>a</li><li><p>b</p></li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        ("<p>a<ul><li>b</ul>c</p>", "<p>a</p><ul><li>b</li></ul><p>c</p>"),
        ("<ul><li>a</ul><ul><li>b</ul>", "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        ("<ol start=\"3\"><li>a<li>b</ol>", "<ol start=\"3\"><li>a</li><li>b</li></ol>"),
        ("<ol start='99999999999'><li>a</ol>", "<ol><li>a</li></ol>"),
        ("<ul><li>a</li>b<li></li></ul>", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("a<li>b</li>c", "<p>a</p><ul><li>b</li></ul><p>c</p>"),
        (
            "<dl><dt>a</dt><dd><p>b</p></dd><dt>c<dd>d</dl>",
            "<ul><li><strong>a</strong><br />b</li><li><strong>c</strong><br />d</li></ul>",
        ),
        (
            "<table><tr><th>a</th></tr><tr><td>b|<code>c|d</code></td></tr></table>",
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b|<code>c|d</code></td></tr>\
             </tbody></table>",
        ),
        ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
        ("<important/>a", "<p>a</p>"),
        (
            "<note><ul><li>a</ul></note>",
            "<blockquote><p><strong>Note</strong></p><ul><li>a</li></ul></blockquote>",
        ),
    ]);
}

#[test]
fn marks_are_shown_wherever_they_begin_and_end() {
    assert_pages(&[
        ("<p><b>a</b> <i>b</i></p>", "<p><strong>a</strong> <em>b</em></p>"),
        ("a<b>(b)</b>c", "<p>a<strong>(b)</strong>c</p>"),
        ("<b> a </b>b", "<p><strong>a</strong> b</p>"),
        ("<i>a</i><b>b</b>", "<p><em>a</em><strong>b</strong></p>"),
        ("<b>a <i>b</i></b>", "<p><strong>a <em>b</em></strong></p>"),
        ("<b>a<i>b</b>c</i>", "<p><strong>a<em>b</em></strong><em>c</em></p>"),
        ("<p><b>a<p>b", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("<ul><li><b>a</li></ul>b", "<ul><li><strong>a</strong></li></ul><p>b</p>"),
        ("x<sup>2</sup><sub>i</sub><u>u</u>", "<p>x<sup>2</sup><sub>i</sub><u>u</u></p>"),
        ("<replaceable>a</replaceable><span>b</span>", "<p><em>a</em>b</p>"),
    ]);
}

#[test]
fn text_is_shown_as_it_is_written() {
    let plain = [
        "snake_case _a_ __b__ a_ _ a * b *c* ** ~~d~~ e~f~g",
        "[a] [a]: b [^1] [^1]: c ![d] [x] ] a](b)",
        "`a` ``",
        "a\\b \\* c\\ d\\",
        "1. a 2) b 3.",
        "# a ## # b #",
        "- a + b * c --- === == - - -",
        "-- --- ... .... ...... a--b",
        "(\"a\") 'b' users' `",
        "| a | b | |-|-| :-: | --- |",
        "a!b ![ ~ | ^ {#a} $b$ c:d",
    ];
    for text in plain {
        assert_eq!(page(&markdown(&format!("<p>{text}</p>"))), format!("<p>{text}</p>"));
        // Whatever word a line begins with, it begins no block.
        for word in text.split(' ') {
            let text = format!("{} {word} x", "w".repeat(91));
            let markdown = markdown(&format!("<p>{text}</p>"));
            assert_eq!(page(&markdown), format!("<p>{text}</p>"), "{markdown}");
        }
    }
}

#[test]
fn what_looks_like_html_or_an_entity_is_text() {
    assert_pages(&[
        ("arn:<region>:<My-Bucket>", "<p>arn:&lt;region&gt;:&lt;My-Bucket&gt;</p>"),
        ("<p>arn:<Region></p>", "<p>arn:&lt;Region&gt;</p>"),
        (
            "<p>a < b, c<d & &IAM; &amp;amp; &#150;</p>",
            "<p>a &lt; b, c&lt;d &amp; &amp;IAM; &amp;amp; –</p>",
        ),
        ("<p>&lt;b&gt; &lt;https://a&gt;</p>", "<p>&lt;b&gt; &lt;https://a&gt;</p>"),
        ("<p>&lt;1@b&gt; &lt;=c@d&gt; &lt;5</p>", "<p>&lt;1@b&gt; &lt;=c@d&gt; &lt;5</p>"),
        ("<p>a&nbsp;b\u{202E}c\0</p>", "<p>a bc</p>"),
        ("<code><function name></code>", "<p><code>&lt;function name&gt;</code></p>"),
        ("<p>a <b", "<p>a &lt;b</p>"),
        ("<p a=b=\"c d=\">x", "<p>&lt;p a=b=\"c d=\"&gt;x</p>"),
    ]);
}

#[test]
fn code_is_shown_whatever_it_holds() {
    assert_pages(&[
        ("<code>[a]*b*_c_|`d`{e}</code>", "<p><code>[a]*b*_c_|`d`{e}</code></p>"),
        ("<code>&lt;a&gt;\\</code>", "<p><code>&lt;a&gt;\\</code></p>"),
        ("<code>`</code>", "<p><code>`</code></p>"),
        ("<code> a </code>", "<p><code> a </code></p>"),
        ("<code> </code>", "<p><code> </code></p>"),
        ("a<code></code>b", "<p>ab</p>"),
        ("<code>\n  a\n  b\n</code>", "<p><code>a b</code></p>"),
        ("<code>a</code><code>b</code>", "<p><code>ab</code></p>"),
        ("<code>a<i>b</i>c</code>", "<p><code>a</code><em><code>b</code></em><code>c</code></p>"),
        (
            "\"<code>rate(<i>a</i>\n  <i>b</i>)</code>\"",
            "<p>\"<code>rate(</code><em><code>a</code></em><code> </code><em><code>b</code></em>\
             <code>)</code>\"</p>",
        ),
        ("\"<code>rate(\n<code>a\n b</code>)</code>\"", "<p>\"<code>rate( a b)</code>\"</p>"),
        ("<code>a<i>\n</i></code>b", "<p><code>a</code> b</p>"),
        ("<code>{\"Id\": \"< a b >\"}</code>", "<p><code>{\"Id\": \"&lt; a b &gt;\"}</code></p>"),
        ("<p>`<code>(<content>)</code>`", "<p>`<code>(&lt;content&gt;)</code>`</p>"),
        ("<p>s3://<bucket_name>/</p>", "<p>s3://&lt;bucket_name&gt;/</p>"),
        ("<code>s3://<a_b>/</code>", "<p><code>s3://&lt;a_b&gt;/</code></p>"),
        ("<code><p>a</p><p>b</p></code>", "<p><code>a</code></p><p><code>b</code></p>"),
        ("<ul><li><code>a(<code>b)</li><li>c", "<ul><li><code>a(b)</code></li><li>c</li></ul>"),
        ("<code><ul><li>a</ul></code>", "<ul><li><code>a</code></li></ul>"),
        ("<p>a<code/>b", "<p>ab</p>"),
    ]);
}

#[test]
fn links_lead_where_the_model_says_or_to_items() {
    let site = "https://docs.aws.amazon.com";
    let item = "<a href=\"crate::operation::SignUp\">";
    assert_pages(&[
        ("<a href='https://a.b/c'>d</a>", "<p><a href=\"https://a.b/c\">d</a></p>"),
        ("<a href='https://a.b/(c d'>[e]</a>", "<p><a href=\"https://a.b/(c%20d\">[e]</a></p>"),
        (
            "<a href='https://a.b/?c&copy;=*_`'>d</a>",
            "<p><a href=\"https://a.b/?c%C2%A9=*_%60\">d</a></p>",
        ),
        ("<a href='mailto:a@b.c'>d</a>", "<p><a href=\"mailto:a@b.c\">d</a></p>"),
        ("<a href='/a'>b</a>", &format!("<p><a href=\"{site}/a\">b</a></p>")),
        ("<a href='a.html'>b</a> <a href='javascript:c'>d</a>", "<p>b d</p>"),
        ("<a>SignUp</a>", &format!("<p>{item}SignUp</a></p>")),
        ("<a>User$Name</a>", "<p><a href=\"crate::types::User::name\">User$Name</a></p>"),
        ("<a>Other</a> <code>Other</code>", "<p>Other <code>Other</code></p>"),
        ("<code>SignUp</code>", &format!("<p>{item}<code>SignUp</code></a></p>")),
        ("<a><code>SignUp</code></a>", &format!("<p>{item}<code>SignUp</code></a></p>")),
        ("<code><a>SignUp</a></code>", &format!("<p>{item}<code>SignUp</code></a></p>")),
        ("<a href='https://x.y/API_SignUp.html#a'>b</a>", &format!("<p>{item}b</a></p>")),
        (
            "<a href='https://x.y/API_No.html'>b</a>",
            "<p><a href=\"https://x.y/API_No.html\">b</a></p>",
        ),
        ("<link linkend='SignUp'>b</link>", &format!("<p>{item}b</a></p>")),
        (
            "<a href='https://a.b'>c <code>SignUp</code></a>",
            "<p><a href=\"https://a.b\">c <code>SignUp</code></a></p>",
        ),
        ("<a href='https://a.b'>c <i>d</i></a>", "<p><a href=\"https://a.b\">c <em>d</em></a></p>"),
        ("!<a href='https://a.b'>c</a>", "<p>!<a href=\"https://a.b\">c</a></p>"),
        ("see https://a.b/c_d.", "<p>see <a href=\"https://a.b/c_d\">https://a.b/c_d</a>.</p>"),
        ("(https://a.b/(c))", "<p>(<a href=\"https://a.b/(c)\">https://a.b/(c)</a>)</p>"),
        (
            "<p>https://<region>.a.b http://localhost</p>",
            "<p>https://&lt;region&gt;.a.b http://localhost</p>",
        ),
        ("<a href='https://a.b'></a>c", "<p>c</p>"),
        (
            "<p>https://ab.cd/<e>/ http://ab.cd/{e} https://e:f@ab.cd*</p>",
            "<p>https://ab.cd/&lt;e&gt;/ http://ab.cd/{e} https://e:f@ab.cd*</p>",
        ),
        (
            "<a href='https://a.b'><code>]:</code></a>",
            "<p> <a href=\"https://a.b\"><code>]:</code></a></p>",
        ),
        (
            "<code>SignUp<a href='https://a.b'>(</a></code>",
            "<p><code>SignUp</code><a href=\"https://a.b\"><code>(</code></a></p>",
        ),
    ]);
}

#[test]
fn commonmark_takes_the_same_road() {
    assert_pages(&[
        (
            "a **b** *c* `SignUp`",
            "<p>a <strong>b</strong> <em>c</em> <a href=\"crate::operation::SignUp\"><code>SignUp</code></a></p>",
        ),
        ("use `<p>` and <region>", "<p>use <code>&lt;p&gt;</code> and &lt;region&gt;</p>"),
        ("<region>\n*a*", "<p>&lt;region&gt; <em>a</em></p>"),
        ("<a-b>\n`<p>` \\<c>", "<p>&lt;a-b&gt; <code>&lt;p&gt;</code> &lt;c&gt;</p>"),
        ("`a\n<p>`", "<p><code>a &lt;p&gt;</code></p>"),
        ("` <b>\n\n`c`", "<p>` <strong>`c`</strong></p>"),
        ("~~~\n<p>\n~~~", "<pre><code class=\"language-text\">&lt;p&gt;</code></pre>"),
        ("    <key>", "<pre><code class=\"language-text\">&lt;key&gt;</code></pre>"),
        ("<s3://a> [b](<https://c.d/e f>)", "<p>s3://a <a href=\"https://c.d/e%20f\">b</a></p>"),
        (
            "[a](https://b.c) <https://d.e>",
            "<p><a href=\"https://b.c\">a</a> <a href=\"https://d.e\">https://d.e</a></p>",
        ),
        ("2. a\n3. b", "<ol start=\"2\"><li>a</li><li>b</li></ol>"),
        ("a\n\n    b", "<p>a</p><pre><code class=\"language-text\">b</code></pre>"),
        (
            "|a|\n|-|\n|b|",
            "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>",
        ),
        ("[a] \"b\" c--d", "<p>[a] \"b\" c--d</p>"),
        ("# a\n> b", "<h1>a</h1><blockquote><p>b</p></blockquote>"),
        ("a<!-- b -->c", "<p>ac</p>"),
    ]);
}

#[test]
fn the_source_is_pleasant_to_read() {
    assert_lines(&[
        ("<p>The user's snake_case <code>a_b</code>.</p>", &["The user's snake_case `a_b`."]),
        ("<p>a * b, c/d, e-f, {g} (h)</p>", &["a * b, c/d, e-f, {g} (h)"]),
        ("<p>s3://<a_b>/ https://ab.cd/<d>/</p>", &["s3://\\<a_b>/ https\\://ab.cd/\\<d>/"]),
        ("<p>https://<r>.bc/ http://localhost</p>", &["https://\\<r>.bc/ http://localhost"]),
        ("<p>Calls <code>SignUp</code>.</p>", &["Calls [`SignUp`](crate::operation::SignUp)."]),
        ("<note><p>a</p><p>b</p></note>", &["> **Note** a", ">", "> b"]),
        ("<p>a</p><ul><li>b<ol><li>c</ol><li>d</ul>", &["a", "", "- b", "  1. c", "- d"]),
        ("<dl><dt>a</dt><dd>b</dd></dl>", &["- **a**\\", "  b"]),
        ("<pre>\n a\n\n```\n</pre>", &["````text", " a", "", "```", "````"]),
        ("<pre><code class='language-json'>{}</code></pre>", &["```json", "{}", "```"]),
        ("```rust,no_run\na\n```", &["```text", "a", "```"]),
        ("```E0308\na\n```", &["```text", "a", "```"]),
        (
            "<table><tr><td>a</td><td>b<p>c</td></tr></table>",
            &["|  |  |", "| --- | --- |", "| a | b<br>c |"],
        ),
        ("", &[]),
        ("<p> </p>", &[]),
    ]);
}

/// Backticks that come together where a character is dropped would end the code before its end.
#[test]
fn what_no_comment_can_hold_is_not_in_code_either() {
    assert_lines(&[
        ("<pre>``\u{202E}`</pre>", &["````text", "```", "````"]),
        ("<code>a`\u{202E}`</code>", &["``` a`` ```"]),
        (
            "<table><tr><td><pre>a`\u{202E}`\n\u{202E}</pre></td></tr></table>",
            &["|  |", "| --- |", "| ``` a`` ``` |"],
        ),
    ]);
}

#[test]
fn lines_are_wrapped_between_words_and_never_within_code_or_links() {
    let (word, long) = ("a".repeat(80), "b ".repeat(10));
    let target = format!("https://c.d/{word}");
    for (text, expected) in [
        (format!("<p>{word} <code>{long}</code>"), vec![word.clone(), format!("`{long}`")]),
        (format!("{word} {word}"), vec![word.clone(), word.clone()]),
        (
            format!("<p>{word} <a href='{target}'>e f</a>"),
            vec![word.clone(), format!("[e f]({target})")],
        ),
        (format!("<ul><li>{word} {word}</ul>"), vec![format!("- {word}"), format!("  {word}")]),
        (
            format!("<note>{word} {word}</note>"),
            vec![format!("> **Note** {word}"), format!("> {word}")],
        ),
    ] {
        assert_eq!(lines(&text, &|_| None), expected, "{text}");
    }
}

#[test]
fn what_smithgen_writes_is_wrapped_alike() {
    let word = "a".repeat(85);
    assert_eq!(wrap("# a"), ["# a"]);
    assert_eq!(wrap("1. a"), ["1. a"]);
    assert_eq!(wrap(&format!("{word} - `b c`")), [&format!("{word} -"), "`b c`"]);
    assert_eq!(wrap(&format!("{word} [b c](<d e)>) f")), [word.as_str(), "[b c](<d e)>) f"]);
    assert_eq!(wrap(&format!("- {word} 1. bb")), [&format!("- {word} 1."), "  bb"]);
    assert_eq!(wrap(&format!("{word}aaaaa # b")), [&format!("{word}aaaaa #"), "b"]);
    assert_eq!(wrap(&format!("{word}aaaaaa # b")), [&format!("{word}aaaaaa"), "\\# b"]);
    let mut docs = vec!["a".to_owned()];
    append(&mut docs, "b");
    assert_eq!(docs, ["a", "", "b"]);
}

#[test]
fn plain_text_is_escaped() {
    assert_eq!(escape("a [b] *c* <d>\ne"), "a \\[b] \\*c\\* \\<d> e");
    assert_eq!(escape("# a"), "\\# a");
    assert_eq!(escape("1. a"), "1\\. a");
}

#[test]
fn code_spans_survive_backticks() {
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "``a`b``");
    assert_eq!(code("`"), "`` ` ``");
    assert_eq!(code(" a "), "`  a  `");
}

/// A megabyte of each takes its time once, and not once a tag.
#[test]
fn time_is_linear_and_depth_is_bounded() {
    for part in [
        "<p>",
        "[",
        "*",
        "<ul><li>a",
        "<note>",
        "<b>",
        "<code>`",
        "<!--",
        "<p ",
        "> ",
        "http://a.b/{",
    ] {
        let text = part.repeat(200_000 / part.len());
        let start = Instant::now();
        lines(&text, &resolve);
        // An order of magnitude more than it takes.
        assert!(start.elapsed() < Duration::from_secs(20), "{part}");
    }
}

#[test]
fn a_code_span_holds_any_text() {
    for (text, expected) in [
        ("a", "`a`"),
        ("a`b", "``a`b``"),
        ("a\tb\nc", "`a\tb c`"),
        ("", "the empty string"),
        ("\u{0}", "` `"),
    ] {
        assert_eq!(super::code(text), expected, "{text:?}");
    }
}

#[test]
fn the_text_of_a_link_has_no_links_of_its_own() {
    let link = super::link("a [b](c) \\] d", "https://example.com");
    assert_eq!(link, r"[a \[b\](c) \\\] d](<https://example.com>)");
}
