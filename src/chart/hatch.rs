//! Hatching: "not finished yet", everywhere.

use super::scene::{Rect, Sheet};
use super::theme::Color;

/// Distance between two strokes along an edge, in CSS pixels.
const GAP: f64 = 6.0;

/// Rising strokes over a rectangle, cut at its edges.
pub fn hatch(sheet: &mut Sheet, area: Rect, color: Color) {
    // Strokes lie on x + y = const, counted from the origin of the picture: neighbours continue each other.
    let first = ((area.x + area.y) / GAP).ceil() as i64;
    let last = ((area.right() + area.bottom()) / GAP).floor() as i64;
    for sum in (first..=last).map(|step| step as f64 * GAP) {
        let left = (sum - area.bottom()).max(area.x);
        let right = (sum - area.y).min(area.right());
        if right - left > 0.5 {
            sheet.line(vec![(left, sum - left), (right, sum - right)], color, 1.0);
        }
    }
}
