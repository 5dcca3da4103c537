//! The points of a picture that answer: pointer, tap and arrow keys reach the same ones.

use super::scene::Rect;

/// A place in a picture that has something to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// What to highlight, in CSS pixels.
    pub area: Rect,
    /// Its row, for the arrow keys, from the top.
    pub row: u32,
    /// Its column, for the arrow keys, from the left.
    pub column: u32,
    /// What the tooltip says.
    pub tip: String,
}

/// An arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the column before.
    Left,
    /// To the column after.
    Right,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
}

/// All the marks of a picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    list: Vec<Mark>,
    /// Inside it the nearest column answers, however far above or below its mark lies.
    plane: Option<Rect>,
}

/// How far from a mark a finger may land, in CSS pixels.
const REACH: f64 = 16.0;

impl Marks {
    /// Marks that answer when the pointer is on them or near.
    pub fn near(list: Vec<Mark>) -> Marks {
        Marks { list, plane: None }
    }

    /// Marks over steps: anywhere in the plane the nearest step answers.
    pub fn by_column(list: Vec<Mark>, plane: Rect) -> Marks {
        Marks { list, plane: Some(plane) }
    }

    /// All of them; the functions below speak of positions in it.
    pub fn list(&self) -> &[Mark] {
        &self.list
    }

    /// The mark that answers at a point in CSS pixels.
    pub fn at(&self, x: f64, y: f64) -> Option<usize> {
        match self.plane {
            Some(plane) if plane.grown(REACH).distance(x, y) > 0.0 => None,
            Some(_) => self.nearest(|mark| {
                let (cx, cy) = mark.area.center();
                ((cx - x).abs(), (cy - y).abs())
            }),
            None => self
                .nearest(|mark| {
                    let (cx, cy) = mark.area.center();
                    (mark.area.distance(x, y), (cx - x).hypot(cy - y))
                })
                .filter(|&index| self.list[index].area.distance(x, y) <= REACH),
        }
    }

    /// Where an arrow key leads from a mark; the same mark where there is nothing further that way.
    ///
    /// Left and right stay in the row; up and down go to the next row that has marks, to its nearest column.
    pub fn step(&self, current: usize, direction: Direction) -> usize {
        let Some(from) = self.list.get(current) else { return 0 };
        let ahead = |mark: &Mark| match direction {
            Direction::Left => (mark.row == from.row).then(|| from.column.checked_sub(mark.column)).flatten(),
            Direction::Right => {
                (mark.row == from.row).then(|| mark.column.checked_sub(from.column)).flatten()
            }
            Direction::Up => from.row.checked_sub(mark.row),
            Direction::Down => mark.row.checked_sub(from.row),
        };
        let far = |mark: &Mark| ahead(mark).filter(|&far| far > 0);
        let candidates =
            self.list.iter().enumerate().filter_map(|(index, mark)| Some((index, far(mark)?, mark)));
        let nearest = candidates.min_by_key(|(_, far, mark)| (*far, mark.column.abs_diff(from.column)));
        nearest.map_or(current, |(index, _, _)| index)
    }

    fn nearest(&self, key: impl Fn(&Mark) -> (f64, f64)) -> Option<usize> {
        let keys = self.list.iter().map(key).enumerate();
        keys.min_by(|(_, a), (_, b)| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1))).map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(row: u32, column: u32) -> Mark {
        let area = Rect { x: f64::from(column) * 20.0, y: f64::from(row) * 20.0, w: 20.0, h: 20.0 };
        Mark { area, row, column, tip: format!("{row}/{column}") }
    }

    /// Three rows, the middle one with a gap.
    fn cells() -> Vec<Mark> {
        vec![mark(0, 0), mark(0, 1), mark(2, 0), mark(2, 3)]
    }

    #[test]
    fn the_cell_under_the_pointer_answers() {
        let marks = Marks::near(cells());
        assert_eq!(marks.at(30.0, 10.0), Some(1));
        assert_eq!(marks.at(5.0, 37.0), Some(2), "3 px above it");
        assert_eq!(marks.at(300.0, 300.0), None);
    }

    #[test]
    fn over_steps_the_nearest_step_answers_at_any_height() {
        let plane = Rect { x: 0.0, y: 0.0, w: 100.0, h: 200.0 };
        let marks = Marks::by_column(vec![mark(0, 0), mark(0, 3)], plane);
        assert_eq!(marks.at(60.0, 190.0), Some(1));
        assert_eq!(marks.at(60.0, 250.0), None);
    }

    #[test]
    fn arrows_leap_over_gaps_and_stop_at_the_ends() {
        let marks = Marks::near(cells());
        assert_eq!(marks.step(0, Direction::Right), 1);
        assert_eq!(marks.step(1, Direction::Right), 1);
        assert_eq!(marks.step(2, Direction::Right), 3);
        assert_eq!(marks.step(1, Direction::Down), 2);
        assert_eq!(marks.step(3, Direction::Up), 1);
        assert_eq!(marks.step(9, Direction::Up), 0, "an unknown mark starts again");
    }
}
