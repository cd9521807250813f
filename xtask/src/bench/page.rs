//! The same as a page: charts of bars, each with what we have set out to reach. It holds all that it shows.

use std::fmt::Write as _;

use super::report::Report;
use super::row::{Judgement, Opponent, Row, Verdict};
use super::target::SMITHGEN;
use super::unit;

/// Pixels of a bar's line.
const LINE: f64 = 26.0;
/// Pixels left of the bars, for names.
const NAMES: f64 = 130.0;
/// Pixels of the longest bar.
const LONGEST: f64 = 480.0;
/// Pixels right of the bars, for figures.
const FIGURES: f64 = 110.0;

const STYLE: &str = "\
:root { color-scheme: light dark; --ours: #2563eb; --peer: #94a3b8; --target: #dc2626; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1 { margin-bottom: 0; }
h3 { margin: 2rem 0 .3rem; font-size: 1rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: .1rem 1.2rem .1rem 0; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
svg { max-width: 100%; height: auto; }
svg text { fill: currentColor; font: 13px system-ui, sans-serif; }
svg .ours { fill: var(--ours); }
svg .peer { fill: var(--peer); }
svg line { stroke: var(--target); stroke-width: 2; stroke-dasharray: 4 3; }
.met { color: #15803d; }
.missed { color: #dc2626; font-weight: 600; }
.left { color: #a16207; }
";

/// The page.
pub(super) fn page(report: &Report) -> String {
    let mut html = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
         <title>smithgen beside its peers</title>\n<style>\n{STYLE}</style>\n\
         <h1>smithgen beside its peers</h1>\n<p>{}, {} cores. {}. A bar is a figure of one run, shorter is better; the \
         dashed line is the most that ours may be.</p>\n",
        escape(&report.rustc),
        report.cores,
        report.summary()
    );
    crates(&mut html, report);
    section(&mut html, "What the compiler takes", &report.compile);
    section(&mut html, "What a call takes", &report.speed);
    html + "</html>\n"
}

fn crates(html: &mut String, report: &Report) {
    if report.crates.is_empty() {
        return;
    }
    html.push_str(
        "<table>\n<tr><th>crate</th><th>package</th><th>version</th><th>operations</th></tr>\n",
    );
    for one in &report.crates {
        push(
            html,
            format_args!(
                "<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"n\">{}</td></tr>\n",
                escape(one.who),
                escape(one.package),
                escape(&one.version),
                one.operations
            ),
        );
    }
    html.push_str("</table>\n");
}

fn section(html: &mut String, title: &str, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    push(html, format_args!("<h2>{}</h2>\n", escape(title)));
    for row in rows {
        push(html, format_args!("<h3>{}</h3>\n", escape(&row.title)));
        chart(html, row);
        judgements(html, row);
    }
}

/// A bar for each figure, and a line for the strictest target.
fn chart(html: &mut String, row: &Row) {
    let target = strictest(row);
    let values = row.figures.iter().map(|figure| figure.value).chain(target);
    let longest = values.fold(0.0, f64::max);
    if longest <= 0.0 {
        return;
    }
    let width = |value: f64| (value / longest * LONGEST).max(1.0);
    let lines = row.figures.iter().map(|_| LINE).sum::<f64>();
    push(
        html,
        format_args!(
            "<svg viewBox=\"0 0 {} {lines}\" width=\"{0}\" height=\"{lines}\" role=\"img\" aria-label=\"{}\">\n",
            NAMES + LONGEST + FIGURES,
            escape(&row.title)
        ),
    );
    let mut top = 0.0;
    for figure in &row.figures {
        let class = if figure.who == SMITHGEN { "ours" } else { "peer" };
        let bar = width(figure.value);
        push(
            html,
            format_args!(
                "<text x=\"0\" y=\"{text:.1}\">{who}</text>\
                 <rect class=\"{class}\" x=\"{NAMES}\" y=\"{bar_top:.1}\" width=\"{bar:.1}\" height=\"{height:.1}\"/>\
                 <text x=\"{end}\" y=\"{text:.1}\">{value}</text>\n",
                text = top + LINE * 0.7,
                who = escape(&figure.who),
                bar_top = top + LINE * 0.15,
                height = LINE * 0.7,
                end = NAMES + LONGEST + 10.0,
                value = row.unit.show(figure.value)
            ),
        );
        top += LINE;
    }
    if let Some(target) = target {
        let x = NAMES + width(target);
        push(
            html,
            format_args!(
                "<line x1=\"{x:.1}\" x2=\"{x:.1}\" y1=\"0\" y2=\"{lines}\"><title>{}</title></line>\n",
                row.unit.show(target)
            ),
        );
    }
    html.push_str("</svg>\n");
}

/// The most that our figure may be to meet all targets that were measured.
fn strictest(row: &Row) -> Option<f64> {
    let ours = row.figure(SMITHGEN)?;
    let bounds = row
        .judgements
        .iter()
        .filter_map(|judgement| Some(ours / judgement.judged()? * judgement.at_most?));
    bounds.reduce(f64::min)
}

fn judgements(html: &mut String, row: &Row) {
    for judgement in &row.judgements {
        if let Some(verdict) = judgement.verdict() {
            let class = match verdict {
                Verdict::Met => "met",
                Verdict::Missed => "missed",
                Verdict::NotMeasured => "left",
            };
            push(
                html,
                format_args!(
                    "<div>{} <span class=\"{class}\">{}</span></div>\n",
                    escape(&sentence(judgement, row)),
                    verdict.name()
                ),
            );
        }
    }
}

/// How we stand, and what was the aim.
fn sentence(judgement: &Judgement, row: &Row) -> String {
    let aim = judgement.at_most.map_or("-".to_owned(), unit::ratio);
    match (&judgement.against, judgement.judged()) {
        (Opponent::Limit(limit), _) => format!("At most {}:", row.unit.show(*limit)),
        (Opponent::Peer(name), None) => format!("At most {aim} of {name}:"),
        (Opponent::Peer(name), Some(ratio)) => {
            let per = if judgement.per_operation.is_some() { " per operation" } else { "" };
            format!("{} of {name}{per}, at most {aim}:", unit::ratio(ratio))
        }
    }
}

/// Text as HTML, in and out of quotes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A string takes all that is written to it.
fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    html.write_fmt(text).ok();
}

#[cfg(test)]
mod tests {
    use super::super::report::tests::sample;
    use super::*;

    #[test]
    fn bars_are_as_long_as_figures() {
        let html = page(&sample());
        for part in [
            // 100 s are the longest bar of 480 pixels, 4 s a twenty-fifth of it.
            r#"<rect class="peer" x="130" y="3.9" width="480.0""#,
            r#"<rect class="ours" x="130" y="55.9" width="19.2""#,
            // Per operation, ours may be 4 s / 0.03 / 30 for the one and 4 s / 0.18 / 6 for the other: 3.7 s.
            r#"<line x1="147.8" x2="147.8" y1="0" y2="78"><title>3.70 s</title></line>"#,
            "<div>1/33.3 of aws-sdk per operation, at most 1/30: <span class=\"met\">met</span></div>",
            "<div>1/5.6 of rusoto per operation, at most 1/6: <span class=\"missed\">missed</span></div>",
            "<div>At most 65,000: <span class=\"met\">met</span></div>",
            "<div>At most 1.1 of sonic-rs: <span class=\"left\">not measured</span></div>",
        ] {
            assert!(html.contains(part), "`{part}` is not in:\n{html}");
        }
    }

    #[test]
    fn what_it_shows_is_text_and_it_loads_nothing() {
        let html = page(&sample());
        assert!(html.contains("<h3>source &lt;lines&gt;</h3>"));
        for part in ["<lines>", "http", "<script", "src="] {
            assert!(!html.contains(part), "`{part}` is in:\n{html}");
        }
    }
}
