//! Many rows with few statements.

use sqlx::{AssertSqlSafe, SqliteConnection};

/// SQLite takes 32,766 values in one statement.
const VALUES_MAX: usize = 32_000;

/// What a column can hold.
pub enum Value {
    Number(i64),
    Text(String),
    Bytes(Vec<u8>),
    Nothing,
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Number(number)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Value {
        number.map_or(Value::Nothing, Value::Number)
    }
}

/// Rows of one table that wait to be written.
pub struct Rows<const WIDTH: usize> {
    /// `INSERT INTO … SELECT … FROM (VALUES`; the rows and a bracket follow.
    head: &'static str,
    waiting: Vec<[Value; WIDTH]>,
}

impl<const WIDTH: usize> Rows<WIDTH> {
    const ROWS_MAX: usize = VALUES_MAX / WIDTH;

    pub const fn new(head: &'static str) -> Self {
        Self { head, waiting: Vec::new() }
    }

    pub const fn len(&self) -> usize {
        self.waiting.len()
    }

    pub fn push(&mut self, row: [Value; WIDTH]) {
        self.waiting.push(row);
    }

    /// Writes all that wait.
    pub async fn write(&mut self, connection: &mut SqliteConnection) {
        let row = format!("({})", vec!["?"; WIDTH].join(","));
        let mut waiting = std::mem::take(&mut self.waiting).into_iter().peekable();
        while waiting.peek().is_some() {
            let chunk: Vec<_> = waiting.by_ref().take(Self::ROWS_MAX).collect();
            let sql = format!("{} {})", self.head, vec![row.as_str(); chunk.len()].join(","));
            let is_full = chunk.len() == Self::ROWS_MAX;
            let mut query = sqlx::query(AssertSqlSafe(sql)).persistent(is_full);
            for value in chunk.into_iter().flatten() {
                query = match value {
                    Value::Number(number) => query.bind(number),
                    Value::Text(text) => query.bind(text),
                    Value::Bytes(bytes) => query.bind(bytes),
                    Value::Nothing => query.bind(None::<i64>),
                };
            }
            query.execute(&mut *connection).await.unwrap();
        }
    }
}
