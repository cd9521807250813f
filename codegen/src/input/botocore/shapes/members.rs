//! Members of shapes.

use std::collections::BTreeSet;

use super::{ShapeReader, described, is_short, is_short_text, timestamp_format, xml_namespace_of};
use crate::input::botocore::reader::View;
use crate::input::json::{Json, Object, Path};
use crate::model::{Member, Node, ShapeId, TraitId, Traits};

/// Keys that members may have.
const MEMBER: &[&str] = &[
    "shape",
    "documentation",
    "deprecated",
    "deprecatedMessage",
    "deprecatedSince",
    "sensitive",
    "location",
    "locationName",
    "queryName",
    "flattened",
    "streaming",
    "xmlAttribute",
    "xmlNamespace",
    "timestampFormat",
    "jsonvalue",
    "idempotencyToken",
    "hostLabel",
    "contextParam",
    "eventpayload",
    "eventheader",
    // As on shapes: says nothing that is kept.
    "box",
];

impl ShapeReader<'_, '_, '_> {
    pub(super) fn members(&mut self, view: &View<'_, '_>, holder: Holder) -> Vec<Member> {
        let Some(entries) = self.reader.object(view, "members") else { return Vec::new() };
        let required: BTreeSet<&str> = self.reader.texts(view, "required").into_iter().collect();
        let payload = self.reader.text(view, "payload");
        self.report_strangers(view, &required, payload, entries);
        let path = view.path.key("members");
        let mut members = Vec::with_capacity(entries.len());
        for (name, value) in entries {
            let path = path.key(name);
            self.reader.shape = Some(self.id.clone());
            if !self.reader.is_member_name(name, &path) {
                continue;
            }
            self.reader.shape = Some(self.id.member(name));
            let Some(object) = self.reader.as_object(value, &path) else { continue };
            let field = Field {
                name,
                view: View::new(object, &path),
                holder,
                required: required.contains(name.as_ref()),
                payload: payload == Some(name),
            };
            members.extend(self.member(&field));
        }
        self.reader.shape = Some(self.id.clone());
        members
    }

    /// Names that `required` and `payload` give and no member has.
    fn report_strangers(
        &mut self,
        view: &View<'_, '_>,
        required: &BTreeSet<&str>,
        payload: Option<&str>,
        members: &Object<'_>,
    ) {
        let members: BTreeSet<&str> = members.iter().map(|(name, _)| name.as_ref()).collect();
        let required = required.iter().map(|name| ("required", *name));
        for (key, name) in required.chain(payload.map(|name| ("payload", name))) {
            if !members.contains(name) {
                let message = format!("`{key}` names `{name}`, and there is no such member");
                self.reader.error(message, &view.path.key(key));
            }
        }
    }

    fn member(&mut self, field: &Field<'_, '_>) -> Option<Member> {
        let view = &field.view;
        self.reader.known(view, "a member", &[MEMBER]);
        let mut target = match field.holder {
            Holder::Union => self.api.variant_target(view, self.reader)?,
            Holder::Structure => self.api.target(view, self.reader)?,
        };
        let mut traits = Traits::default();
        described(view, self.reader, &mut traits);
        if field.required {
            self.reader.mark(&mut traits, TraitId::REQUIRED);
        }
        for (key, id) in [
            ("idempotencyToken", TraitId::IDEMPOTENCY_TOKEN),
            ("hostLabel", TraitId::HOST_LABEL),
            ("eventpayload", TraitId::EVENT_PAYLOAD),
            ("eventheader", TraitId::EVENT_HEADER),
            ("xmlAttribute", TraitId::XML_ATTRIBUTE),
        ] {
            if self.reader.flag(view, key) {
                self.reader.mark(&mut traits, id);
            }
        }
        if self.reader.flag(view, "jsonvalue") {
            self.reader.put_text(&mut traits, TraitId::MEDIA_TYPE, "application/json");
        }
        if let Some(format) = timestamp_format(view, self.reader) {
            self.reader.put_text(&mut traits, TraitId::TIMESTAMP_FORMAT, format);
        }
        if let Some(param) = view.node("contextParam") {
            self.reader.put(&mut traits, TraitId::CONTEXT_PARAM, param);
        }
        if self.reader.flag(view, "streaming") {
            target = self.streamed(&target, view.path)?;
        }
        self.wire(field, &mut traits);
        Some(Member { name: field.name.to_owned(), target, traits })
    }

    /// The shape that a member streams.
    fn streamed(&mut self, target: &ShapeId, path: &Path<'_>) -> Option<ShapeId> {
        let name = format!("Streaming{}", target.name());
        let id = self.reader.id(&self.api.namespace, &name, path)?;
        if self.api.has_name(&name) {
            self.reader.error(format!("`{name}` is a name that streams of `{target}` need"), path);
            return None;
        }
        self.streams.push(id.clone());
        Some(id)
    }

    /// Where a member is on the wire, and under which name.
    fn wire(&mut self, field: &Field<'_, '_>, traits: &mut Traits) {
        let view = &field.view;
        let target = self.reader.text(view, "shape").and_then(|name| self.api.shape(name));
        let above = Path::ROOT;
        let target = target.map(|object| View::new(object, &above));
        let place = self.reader.text(view, "location").filter(|_| self.api.is_rest());
        let own_name = self.reader.text(view, "locationName");
        let name = own_name.or_else(|| self.inherited_name(target.as_ref()?));
        if let Some(place) = place {
            self.bind(place, field, own_name, target.as_ref(), traits);
            return;
        }
        if field.payload && self.api.is_rest() {
            self.reader.mark(traits, TraitId::HTTP_PAYLOAD);
        }
        // A payload that is of a namespace is called so; models that were made from Smithy's repeat the name of
        // any other, and its element is called as the shape is.
        let is_named_payload = field.payload && view.has("xmlNamespace");
        let is_stated = |name: &&str| is_named_payload || *name != field.name;
        let is_list_flattened = target.as_ref().is_some_and(|it| self.reader.flag(it, "flattened"));
        let is_flattened = is_list_flattened || self.reader.flag(view, "flattened");
        if self.api.has_json_names()
            && !field.payload
            && let Some(name) = name.filter(is_stated)
        {
            self.reader.put_text(traits, TraitId::JSON_NAME, name);
        }
        if self.api.has_xml_names() {
            let takes_item_name = is_list_flattened && self.api.is_query() && own_name.is_none();
            let item = target.as_ref().filter(|_| takes_item_name).and_then(item_name);
            if let Some(name) = item.or(name).filter(is_stated) {
                self.reader.put_text(traits, TraitId::XML_NAME, name);
            }
            self.xml_namespace(view, target.as_ref(), traits);
        }
        if is_flattened {
            self.reader.mark(traits, TraitId::XML_FLATTENED);
        }
        if let Some(name) = self.reader.text(view, "queryName") {
            self.reader.put_text(traits, TraitId::EC2_QUERY_NAME, name);
        }
    }

    /// The name that members have from what they refer to. That of a structure is its own, as a root.
    fn inherited_name<'t>(&mut self, target: &View<'t, '_>) -> Option<&'t str> {
        let name = self.reader.text(target, "locationName").filter(|name| is_short_text(name))?;
        (target.get("type").and_then(Json::as_str) != Some("structure")).then_some(name)
    }

    /// A namespace other than the service's, of which every element is.
    fn xml_namespace(
        &mut self,
        view: &View<'_, '_>,
        target: Option<&View<'_, '_>>,
        traits: &mut Traits,
    ) {
        let target = target.filter(|it| it.get("xmlNamespace").is_some_and(is_short));
        let holder = [Some(view), target].into_iter().flatten().find(|v| v.has("xmlNamespace"));
        let Some(namespace) = holder.and_then(xml_namespace_of) else { return };
        if namespace.get("uri").and_then(Node::as_str) != self.api.xml_namespace {
            self.reader.put(traits, TraitId::XML_NAMESPACE, namespace);
        }
    }

    /// See <https://smithy.io/2.0/spec/http-bindings.html>.
    fn bind(
        &mut self,
        place: &str,
        field: &Field<'_, '_>,
        stated: Option<&str>,
        target: Option<&View<'_, '_>>,
        traits: &mut Traits,
    ) {
        let name = stated.unwrap_or(field.name);
        let is_map =
            target.and_then(|target| target.get("type")).and_then(Json::as_str) == Some("map");
        match place {
            "uri" => self.reader.mark(traits, TraitId::HTTP_LABEL),
            "querystring" if is_map => self.reader.mark(traits, TraitId::HTTP_QUERY_PARAMS),
            "querystring" => self.reader.put_text(traits, TraitId::HTTP_QUERY, name),
            "header" => self.reader.put_text(traits, TraitId::HTTP_HEADER, name),
            "headers" => {
                let prefix = stated.unwrap_or_default();
                self.reader.put_text(traits, TraitId::HTTP_PREFIX_HEADERS, prefix);
            }
            "statusCode" => self.reader.mark(traits, TraitId::HTTP_RESPONSE_CODE),
            _ => {
                let message = format!("`{place}` is not a place that a member can be bound to");
                self.reader.error(message, &field.view.path.key("location"));
            }
        }
    }

    /// The item of a list, or the key or value of a map.
    pub(super) fn item(&mut self, key: &'static str, view: &View<'_, '_>) -> Option<Member> {
        let Some(entries) = self.reader.object(view, key) else {
            if !view.has(key) {
                self.reader.error(format!("the shape has no `{key}`"), view.path);
            }
            return None;
        };
        let path = view.path.key(key);
        let item = View::new(entries, &path);
        self.reader.known(&item, "what a collection holds", &[MEMBER]);
        let target = self.api.target(&item, self.reader)?;
        let mut traits = Traits::default();
        described(&item, self.reader, &mut traits);
        if self.reader.flag(&item, "jsonvalue") {
            self.reader.put_text(&mut traits, TraitId::MEDIA_TYPE, "application/json");
        }
        if self.api.has_xml_names() {
            self.xml_namespace(&item, None, &mut traits);
        }
        let name = self.reader.text(&item, "locationName").filter(|name| *name != key);
        if let Some(name) = name.filter(|_| !self.api.has_json_names()) {
            self.reader.put_text(&mut traits, TraitId::XML_NAME, name);
        }
        Some(Member { name: key.to_owned(), target, traits })
    }
}

/// What holds a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Structure,
    Union,
}

/// A member that is being read.
struct Field<'a, 'p> {
    name: &'a str,
    view: View<'a, 'p>,
    holder: Holder,
    required: bool,
    /// Whether it is the whole payload of its structure.
    payload: bool,
}

/// The name that a list gives its items.
fn item_name<'a>(list: &View<'a, '_>) -> Option<&'a str> {
    list.get("member")?.get("locationName")?.as_str().filter(|name| is_short_text(name))
}
