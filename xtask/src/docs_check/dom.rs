//! HTML as the tree that a browser makes of it.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ParseOpts, QualName, local_name, ns, parse_fragment};

/// A tree of elements and texts.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

/// A step of a walk through a tree, in the order of the text.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'a> {
    /// An element begins.
    Open(&'a Element),
    /// Text within the elements that are open.
    Text(&'a str),
    /// An element ends.
    Close(&'a Element),
}

/// A name and its attributes.
#[derive(Debug)]
pub(crate) struct Element {
    name: QualName,
    attributes: Vec<Attribute>,
}

impl Element {
    /// The name, in lower case.
    pub(crate) fn name(&self) -> &str {
        &self.name.local
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let of_name = |attribute: &&Attribute| &*attribute.name.local == name;
        self.attributes.iter().find(of_name).map(|attribute| &*attribute.value)
    }
}

#[derive(Debug)]
struct Node {
    parent: Option<usize>,
    children: Vec<usize>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Element(Element),
    Text(StrTendril),
    /// The document, comments, processing instructions.
    Silent(QualName),
}

/// Parses HTML as a browser does that finds it in the body of a page.
pub(crate) fn parse(html: &str) -> Tree {
    let context = QualName::new(None, ns!(html), local_name!("body"));
    let builder = Builder { nodes: RefCell::default() };
    builder.add(Content::Silent(nameless()));
    parse_fragment(builder, ParseOpts::default(), context, Vec::new(), false).one(html)
}

/// The name of what has none.
fn nameless() -> QualName {
    QualName::new(None, ns!(), local_name!(""))
}

impl Tree {
    /// Walks through the tree. The tree may be as deep as the text is long, so this does not recurse.
    pub(crate) fn steps(&self) -> impl Iterator<Item = Step<'_>> {
        let mut waiting = vec![Waiting::Enter(DOCUMENT)];
        std::iter::from_fn(move || {
            loop {
                let id = match waiting.pop()? {
                    Waiting::Leave(element) => return Some(Step::Close(element)),
                    Waiting::Enter(id) => id,
                };
                let node = &self.nodes[id];
                if let Content::Element(element) = &node.content {
                    waiting.push(Waiting::Leave(element));
                }
                waiting.extend(node.children.iter().rev().map(|child| Waiting::Enter(*child)));
                match &node.content {
                    Content::Element(element) => return Some(Step::Open(element)),
                    Content::Text(text) => return Some(Step::Text(text)),
                    Content::Silent(_) => {}
                }
            }
        })
    }
}

/// What a walk has yet to do, the last first.
enum Waiting<'a> {
    Enter(usize),
    Leave(&'a Element),
}

/// The node at the top.
const DOCUMENT: usize = 0;

/// Makes a tree as html5ever says.
struct Builder {
    nodes: RefCell<Vec<Node>>,
}

impl Builder {
    fn add(&self, content: Content) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: None, children: Vec::new(), content });
        nodes.len() - 1
    }

    fn node(&self, child: NodeOrText<usize>) -> usize {
        match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => self.add(Content::Text(text)),
        }
    }

    fn detach(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take() {
            nodes[parent].children.retain(|child| *child != id);
        }
    }
}

impl TreeSink for Builder {
    type Handle = usize;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        Tree { nodes: self.nodes.into_inner() }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Ref<'a, QualName> {
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target].content {
            Content::Element(Element { name, .. }) | Content::Silent(name) => name,
            Content::Text(_) => unreachable!("html5ever asks for the names of elements alone"),
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(Content::Element(Element { name, attributes }))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Content::Silent(nameless()))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Content::Silent(nameless()))
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let child = self.node(child);
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = Some(*parent);
        nodes[*parent].children.push(child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// The content of a template is shown in its place.
    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, new: NodeOrText<usize>) {
        let new = self.node(new);
        self.detach(new);
        let mut nodes = self.nodes.borrow_mut();
        let Some(parent) = nodes[*sibling].parent else { return };
        nodes[new].parent = Some(parent);
        let siblings = &mut nodes[parent].children;
        let place = siblings.iter().position(|id| id == sibling).unwrap_or(siblings.len());
        siblings.insert(place, new);
    }

    /// This is asked for `html` and `body` alone, which show nothing.
    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let children = std::mem::take(&mut nodes[*node].children);
        for child in &children {
            nodes[*child].parent = Some(*new_parent);
        }
        nodes[*new_parent].children.extend(children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree, each element in brackets after its name.
    fn shown(html: &str) -> String {
        let tree = parse(html);
        let shown = tree.steps().map(|step| match step {
            Step::Open(element) => format!("{}(", element.name()),
            Step::Text(text) => text.to_owned(),
            Step::Close(_) => ")".to_owned(),
        });
        shown.collect()
    }

    #[test]
    fn elements_end_where_a_browser_ends_them() {
        for (html, expected) in [
            ("<p>a<p>b", "html(p(a)p(b))"),
            ("<ul><li>a<li>b</ul>c", "html(ul(li(a)li(b))c)"),
            ("<p>a<ul><li>b</ul></p>c", "html(p(a)ul(li(b))p()c)"),
            ("<!-- a -->b<note>c</note>", "html(bnote(c))"),
            ("<b>1<p>2</b>3</p>", "html(b(1)p(b(2)3))"),
            ("<table>a<tr><td>b</table>", "html(atable(tbody(tr(td(b)))))"),
            ("&lt;a&gt; &amp;&IAM;", "html(<a> &&IAM;)"),
        ] {
            assert_eq!(shown(html), expected, "{html}");
        }
    }

    #[test]
    fn attributes_are_found_by_name() {
        let tree = parse("<a HREF='a&amp;b' x>c</a>");
        let found = tree.steps().find_map(|step| match step {
            Step::Open(element) => element.attribute("href").map(str::to_owned),
            _ => None,
        });
        assert_eq!(found.as_deref(), Some("a&b"));
    }

    #[test]
    fn a_deep_tree_is_walked() {
        assert_eq!(parse(&"<div>".repeat(2_000)).steps().count(), 4_002);
    }
}
