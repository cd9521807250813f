//! SNS, by awsQuery.

use sns::operation::{
    CreateTopic, DeleteTopic, GetTopicAttributes, ListSubscriptionsByTopic, ListTagsForResource,
    Publish, PublishBatch, Subscribe,
};
use sns::types::{
    CreateTopicInput, DeleteTopicInput, GetTopicAttributesInput, ListSubscriptionsByTopicInput,
    ListTagsForResourceRequest, MessageAttributeValue, PublishBatchInput, PublishBatchRequestEntry,
    PublishInput, SubscribeInput, Tag,
};
use sns::{Bytes, Error, ServiceError};

use crate::client::Client;

crate::cases![
    a_topic_has_the_attributes_it_was_created_with,
    a_topic_has_the_tags_it_was_created_with,
    subscriptions_are_listed,
    a_message_gets_an_id,
    a_batch_gets_an_id_for_each_entry,
    a_deleted_topic_is_its_own_error,
];

/// A topic of that name, by its ARN.
fn topic(sns: &Client<'_>, name: &str) -> String {
    let input = CreateTopicInput::builder().name(name).build();
    sns.call::<CreateTopic>(&input).topic_arn.expect("an ARN")
}

fn a_topic_has_the_attributes_it_was_created_with(sns: &Client<'_>) {
    let input = CreateTopicInput::builder()
        .name("attributes")
        .attributes([("DisplayName", "a <b> & \"c\" \u{e9}"), ("KmsMasterKeyId", "alias/k+1")])
        .build();
    let arn = sns.call::<CreateTopic>(&input).topic_arn.expect("an ARN");
    assert_eq!(arn, "arn:aws:sns:us-east-1:123456789012:attributes");

    let input = GetTopicAttributesInput::builder().topic_arn(&arn).build();
    let attributes = sns.call::<GetTopicAttributes>(&input).attributes.expect("attributes");
    let attribute = |name: &str| attributes.get(name).map(String::as_str);
    assert_eq!(attribute("TopicArn"), Some(arn.as_str()));
    assert_eq!(attribute("DisplayName"), Some("a <b> & \"c\" \u{e9}"));
    assert_eq!(attribute("KmsMasterKeyId"), Some("alias/k+1"));
}

fn a_topic_has_the_tags_it_was_created_with(sns: &Client<'_>) {
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build();
    let tags = [tag("team", "a & b"), tag("empty", "")];
    let input = CreateTopicInput::builder().name("tags").tags(tags.clone()).build();
    let arn = sns.call::<CreateTopic>(&input).topic_arn.expect("an ARN");
    let input = ListTagsForResourceRequest::builder().resource_arn(arn).build();
    assert_eq!(sns.call::<ListTagsForResource>(&input).tags, Some(tags.to_vec()));
}

fn subscriptions_are_listed(sns: &Client<'_>) {
    let topic = topic(sns, "subscriptions");
    let subscribe = |endpoint: &str| {
        let input = SubscribeInput::builder()
            .topic_arn(&topic)
            .protocol("https")
            .endpoint(endpoint)
            .attributes([("RawMessageDelivery", "true")])
            .return_subscription_arn(true)
            .build();
        sns.call::<Subscribe>(&input).subscription_arn.expect("an ARN")
    };
    let arns = [subscribe("https://example.com/a?b=c&d"), subscribe("https://example.com/e")];

    let input = ListSubscriptionsByTopicInput::builder().topic_arn(&topic).build();
    let listed = sns.call::<ListSubscriptionsByTopic>(&input).subscriptions.expect("a list");
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[0].subscription_arn.as_ref(), Some(&arns[0]));
    assert_eq!(listed[0].endpoint.as_deref(), Some("https://example.com/a?b=c&d"));
    assert_eq!(listed[0].topic_arn.as_ref(), Some(&topic));
    assert_eq!(listed[1].subscription_arn.as_ref(), Some(&arns[1]));
}

fn a_message_gets_an_id(sns: &Client<'_>) {
    let text = MessageAttributeValue::builder().data_type("String").string_value("v").build();
    let bytes = Bytes::from_static(&[0, 255]);
    let bytes = MessageAttributeValue::builder().data_type("Binary").binary_value(bytes).build();
    let input = PublishInput::builder()
        .topic_arn(topic(sns, "publish"))
        .subject("news")
        .message("line 1\nline 2")
        .message_attributes([("text", text), ("bytes", bytes)])
        .build();
    assert!(sns.call::<Publish>(&input).message_id.is_some_and(|id| !id.is_empty()));
}

fn a_batch_gets_an_id_for_each_entry(sns: &Client<'_>) {
    let entry = |id: &str| PublishBatchRequestEntry::builder().id(id).message("m").build();
    let input = PublishBatchInput::builder()
        .topic_arn(topic(sns, "batch"))
        .publish_batch_request_entries([entry("one"), entry("two")])
        .build();
    let output = sns.call::<PublishBatch>(&input);
    let successful = output.successful.expect("successes");
    let ids: Vec<_> = successful.iter().map(|entry| entry.id.as_deref()).collect();
    assert_eq!(ids, [Some("one"), Some("two")]);
    assert_eq!(output.failed.unwrap_or_default(), []);
}

fn a_deleted_topic_is_its_own_error(sns: &Client<'_>) {
    let topic = topic(sns, "deleted");
    sns.call::<DeleteTopic>(&DeleteTopicInput::builder().topic_arn(&topic).build());
    let input = GetTopicAttributesInput::builder().topic_arn(topic).build();
    let error = sns.fail::<GetTopicAttributes>(&input);
    assert!(matches!(&error, Error::NotFoundException(_)), "{error:?}");
    assert_eq!(error.code(), Some("NotFound"));
    assert_eq!(error.message(), Some("Topic does not exist"));
}
