//! The body of a request, and streaming payloads.

use std::error::Error;
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};

/// Any error that a stream may end with.
pub type BoxError = Box<dyn Error + Send + Sync>;

type BoxStream = Pin<Box<dyn HttpBody<Data = Bytes, Error = BoxError> + Send>>;

/// Bytes, or a stream of them.
///
/// A request takes the stream of an input's payload with it, so that nothing is copied; a second request of the same
/// input is then an error. Bytes are shared, and go out any number of times.
///
/// `Debug` shows how long it is, where that is known, and never what it holds.
#[derive(Default)]
pub struct Body(Inner);

enum Inner {
    Bytes(Bytes),
    /// A request takes the stream out of an input that it only borrows.
    Stream(Mutex<Option<BoxStream>>),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl Body {
    /// A body without a byte.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Takes any HTTP body as a stream.
    pub fn wrap<B>(body: B) -> Self
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self::of_stream(Box::pin(Erased(Box::pin(body))))
    }

    fn of_stream(stream: BoxStream) -> Self {
        Self(Inner::Stream(Mutex::new(Some(stream))))
    }

    /// The body, to be sent: bytes are shared, and a stream is taken; `None` if it was taken before.
    #[cfg(feature = "rest")]
    pub(crate) fn send(&self) -> Option<Self> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes.clone().into()),
            Inner::Stream(stream) => {
                let taken = stream.lock().unwrap_or_else(PoisonError::into_inner).take();
                taken.map(Self::of_stream)
            }
        }
    }

    /// The whole body, unless it is a stream.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// The whole body.
    ///
    /// # Errors
    /// Gives the body back if it is a stream.
    pub fn into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Bytes(bytes) => Ok(bytes),
            Inner::Stream(_) => Err(self),
        }
    }
}

fn open(stream: &mut Mutex<Option<BoxStream>>) -> Option<&mut BoxStream> {
    stream.get_mut().unwrap_or_else(PoisonError::into_inner).as_mut()
}

fn look<T>(stream: &Mutex<Option<BoxStream>>, taken: T, look: impl FnOnce(&BoxStream) -> T) -> T {
    let stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
    stream.as_ref().map_or(taken, look)
}

/// A body whose error is turned into [`BoxError`].
struct Erased<B>(Pin<Box<B>>);

impl<B> HttpBody for Erased<B>
where
    B: HttpBody<Data = Bytes>,
    B::Error: Into<BoxError>,
{
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        self.0.as_mut().poll_frame(context).map_err(Into::into)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Inner::Stream(stream) => match open(stream) {
                Some(stream) => stream.as_mut().poll_frame(context),
                None => Poll::Ready(None),
            },
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Stream(stream) => look(stream, true, HttpBody::is_end_stream),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Stream(stream) => look(stream, SizeHint::new(), HttpBody::size_hint),
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.0, self.size_hint().exact()) {
            (Inner::Bytes(bytes), _) => write!(f, "Body({} bytes)", bytes.len()),
            (Inner::Stream(_), Some(length)) => write!(f, "Body(stream of {length} bytes)"),
            (Inner::Stream(_), None) => f.write_str("Body(stream)"),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use bytes::Bytes;
    use http_body::Body as _;

    use super::Body;

    fn read_all(body: Body) -> Vec<u8> {
        let mut body = pin!(body);
        let mut all = Vec::new();
        let mut context = Context::from_waker(Waker::noop());
        while let Poll::Ready(Some(frame)) = body.as_mut().poll_frame(&mut context) {
            all.extend_from_slice(&frame.unwrap().into_data().unwrap());
        }
        assert!(body.is_end_stream());
        all
    }

    #[test]
    fn bytes_and_streams_give_the_same_frames() {
        assert_eq!(read_all(Body::from("swordfish")), b"swordfish");
        assert_eq!(read_all(Body::wrap(Body::from("swordfish"))), b"swordfish");
        assert_eq!(read_all(Body::empty()), b"");
    }

    #[test]
    fn only_bytes_can_be_taken_whole() {
        assert_eq!(Body::from(vec![1, 2]).into_bytes().unwrap(), Bytes::from_static(&[1, 2]));
        assert_eq!(Body::wrap(Body::from("x")).as_bytes(), None);
        assert!(Body::wrap(Body::from("x")).into_bytes().is_err());
    }

    #[test]
    fn debug_shows_the_length_only() {
        assert_eq!(format!("{:?}", Body::from("swordfish")), "Body(9 bytes)");
        assert_eq!(format!("{:?}", Body::wrap(Body::from("swordfish"))), "Body(stream of 9 bytes)");
    }
}
