//! What all write or read.

/// How much of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    /// Metrics that are asked for, or come.
    pub(super) metrics: usize,
    /// Values of each that comes.
    pub(super) points: usize,
}

pub(super) const SMALL: Size = Size { metrics: 1, points: 5 };
pub(super) const LARGE: Size = Size { metrics: 100, points: 100 };

/// The id that a response has, and its header.
pub(super) const REQUEST_ID_HEADER: &str = "x-amzn-requestid";
pub(super) const REQUEST_ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
/// A Thursday's midnight, in seconds since 1970.
pub(super) const START: i32 = 1_735_776_000;
pub(super) const PERIOD: i32 = 60;
pub(super) const NAMESPACE: &str = "AWS/ApplicationELB";
pub(super) const METRIC: &str = "TargetResponseTime";
pub(super) const STATISTIC: &str = "p99.9";

pub(super) fn id(metric: usize) -> String {
    format!("q{metric}")
}

pub(super) fn label(metric: usize) -> String {
    format!("Response time of target {metric}")
}

pub(super) fn dimensions(metric: usize) -> [(&'static str, String); 2] {
    [
        ("LoadBalancer", "app/shop/50dc6c495c0c9188".to_owned()),
        ("TargetGroup", format!("targetgroup/shop-{metric:03}/943f017f100becff")),
    ]
}

/// The times of the values, in seconds since 1970.
pub(super) fn times(size: Size) -> impl Iterator<Item = i32> {
    (START..).step_by(60).take(size.points)
}

/// Values that need all of a double.
pub(super) fn values(metric: usize, size: Size) -> impl Iterator<Item = f64> {
    let metric = u32::try_from(metric).unwrap_or(u32::MAX);
    (0..)
        .map(move |point: u32| 0.1 + f64::from(metric * 7919 + point * 13) / 1000.0)
        .take(size.points)
}
