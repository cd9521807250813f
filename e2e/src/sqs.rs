//! SQS, by awsJson 1.0 with the codes of the query protocol.

use sqs::operation::{
    CreateQueue, DeleteMessage, DeleteQueue, GetQueueAttributes, GetQueueUrl, ReceiveMessage,
    SendMessage, SendMessageBatch,
};
use sqs::types::{
    CreateQueueRequest, DeleteMessageRequest, DeleteQueueRequest, GetQueueAttributesRequest,
    GetQueueUrlRequest, Message, MessageAttributeValue, QueueAttributeName, ReceiveMessageRequest,
    SendMessageBatchRequest, SendMessageBatchRequestEntry, SendMessageRequest,
};
use sqs::{Bytes, Error, ServiceError};

use crate::client::Client;

crate::cases![
    a_queue_has_the_attributes_it_was_created_with,
    a_message_arrives_with_its_attributes,
    a_deleted_message_is_gone,
    a_batch_arrives_whole,
    a_batch_without_entries_is_its_own_error,
    an_unknown_queue_is_its_own_error,
    a_deleted_queue_is_unknown,
];

/// A queue of that name, by its URL.
fn queue(sqs: &Client<'_>, name: &str) -> String {
    let input = CreateQueueRequest::builder().queue_name(name).build();
    sqs.call::<CreateQueue>(&input).queue_url.expect("a URL")
}

fn receive(sqs: &Client<'_>, queue: &str) -> Vec<Message> {
    let input = ReceiveMessageRequest::builder()
        .queue_url(queue)
        .message_attribute_names(["All"])
        .max_number_of_messages(10)
        .build();
    sqs.call::<ReceiveMessage>(&input).messages.unwrap_or_default()
}

fn a_queue_has_the_attributes_it_was_created_with(sqs: &Client<'_>) {
    let input = CreateQueueRequest::builder()
        .queue_name("attributes")
        .attributes([
            (QueueAttributeName::VisibilityTimeout, "7"),
            (QueueAttributeName::DelaySeconds, "3"),
        ])
        .build();
    let url = sqs.call::<CreateQueue>(&input).queue_url.expect("a URL");

    let input = GetQueueUrlRequest::builder().queue_name("attributes").build();
    assert_eq!(sqs.call::<GetQueueUrl>(&input).queue_url.as_ref(), Some(&url));

    let input = GetQueueAttributesRequest::builder()
        .queue_url(url)
        .attribute_names([QueueAttributeName::VisibilityTimeout, QueueAttributeName::DelaySeconds])
        .build();
    let attributes = sqs.call::<GetQueueAttributes>(&input).attributes.expect("attributes");
    let attributes: Vec<_> =
        attributes.iter().map(|(name, it)| (name.as_str(), it.as_str())).collect();
    assert_eq!(attributes, [("DelaySeconds", "3"), ("VisibilityTimeout", "7")]);
}

fn a_message_arrives_with_its_attributes(sqs: &Client<'_>) {
    let queue = queue(sqs, "message");
    let text = MessageAttributeValue::builder().data_type("String").string_value("a <b> & \"c\"");
    let bytes = MessageAttributeValue::builder()
        .data_type("Binary.png")
        .binary_value(Bytes::from_static(&[0, 1, 254, 255]));
    let attributes = [("text", text.build()), ("bytes", bytes.build())];
    let input = SendMessageRequest::builder()
        .queue_url(&queue)
        .message_body("line 1\nline 2 \u{2603}")
        .message_attributes(attributes.clone())
        .build();
    let sent = sqs.call::<SendMessage>(&input);

    let messages = receive(sqs, &queue);
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert_eq!(message.body.as_deref(), Some("line 1\nline 2 \u{2603}"));
    assert_eq!(message.message_id, sent.message_id);
    assert_eq!(message.md5_of_body, sent.md5_of_message_body);
    assert_eq!(message.md5_of_message_attributes, sent.md5_of_message_attributes);
    let expected = attributes.map(|(name, value)| (name.to_owned(), value)).into();
    assert_eq!(message.message_attributes, Some(expected));
}

fn a_deleted_message_is_gone(sqs: &Client<'_>) {
    let queue = queue(sqs, "deleted-message");
    let input = SendMessageRequest::builder().queue_url(&queue).message_body("x").build();
    sqs.call::<SendMessage>(&input);
    // What is received becomes visible again at once, unless it is deleted.
    let peek = ReceiveMessageRequest::builder().queue_url(&queue).visibility_timeout(0).build();
    let mut messages = sqs.call::<ReceiveMessage>(&peek).messages.expect("messages");
    let handle = messages.remove(0).receipt_handle.expect("a handle");
    let input = DeleteMessageRequest::builder().queue_url(&queue).receipt_handle(handle).build();
    sqs.call::<DeleteMessage>(&input);
    assert_eq!(sqs.call::<ReceiveMessage>(&peek).messages.unwrap_or_default(), []);
}

fn a_batch_arrives_whole(sqs: &Client<'_>) {
    let queue = queue(sqs, "batch");
    let entry = |id: &str| {
        let body = format!("body {id}");
        SendMessageBatchRequestEntry::builder().id(id).message_body(body).build()
    };
    let input = SendMessageBatchRequest::builder()
        .queue_url(&queue)
        .entries([entry("one"), entry("two"), entry("three")])
        .build();
    let sent = sqs.call::<SendMessageBatch>(&input);
    assert_eq!(sent.failed, []);
    let ids: Vec<&str> = sent.successful.iter().map(|entry| entry.id.as_str()).collect();
    assert_eq!(ids, ["one", "two", "three"]);

    let mut bodies: Vec<_> = receive(sqs, &queue).into_iter().filter_map(|it| it.body).collect();
    bodies.sort();
    assert_eq!(bodies, ["body one", "body three", "body two"]);
}

fn a_batch_without_entries_is_its_own_error(sqs: &Client<'_>) {
    let queue = queue(sqs, "empty-batch");
    let none: [SendMessageBatchRequestEntry; 0] = [];
    let input = SendMessageBatchRequest::builder().queue_url(queue).entries(none).build();
    let error = sqs.fail::<SendMessageBatch>(&input);
    assert!(matches!(&error, Error::EmptyBatchRequest(_)), "{error:?}");
}

fn an_unknown_queue_is_its_own_error(sqs: &Client<'_>) {
    let input = GetQueueUrlRequest::builder().queue_name("nowhere").build();
    let error = sqs.fail::<GetQueueUrl>(&input);
    assert!(matches!(&error, Error::QueueDoesNotExist(_)), "{error:?}");
    // The code is that of the query protocol, which callers have known for longer.
    assert_eq!(error.code(), Some("AWS.SimpleQueueService.NonExistentQueue"));
    assert_eq!(error.message(), Some("The specified queue does not exist."));
}

fn a_deleted_queue_is_unknown(sqs: &Client<'_>) {
    let url = queue(sqs, "deleted-queue");
    sqs.call::<DeleteQueue>(&DeleteQueueRequest::builder().queue_url(&url).build());
    let input = SendMessageRequest::builder().queue_url(url).message_body("x").build();
    let error = sqs.fail::<SendMessage>(&input);
    assert!(matches!(&error, Error::QueueDoesNotExist(_)), "{error:?}");
}
