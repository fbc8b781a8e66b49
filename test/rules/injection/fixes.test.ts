/** Fixes of injections in the forms that queries, commands and paths are put together in, for each driver in its own marks. */
import { expect, test } from 'vitest';
import { dialects } from '../../../src/dialects/index.ts';
import { rules } from '../../../src/rules/index.ts';
import { scanBuiltin } from '../../../src/scanners/builtin/builtin.ts';
import { withEdits } from '../../../src/source/edit.ts';
import { memoryTree } from '../../../src/source/memory.ts';
import { allGrammars, prepareGrammars } from '../../../src/syntax/grammars.ts';

await prepareGrammars(allGrammars);

const injection = rules.filter(({ id }) => id.startsWith('injection/'));

interface Program {
  readonly path: string;
  readonly text: string;
}

function moved(body: string, by: string): string {
  return body
    .split('\n')
    .map((line) => (line === '' ? '' : by + line))
    .join('\n');
}

/** Handlers whose `q` is what the caller sends. */
const py = (head: string, body: string): Program => ({
  path: 'h.py',
  text: `${head}\n\n\ndef handler(event, context):\n    q = event["queryStringParameters"]["q"]\n${moved(body, '    ')}\n`,
});
const js = (head: string, body: string): Program => ({
  path: 'h.js',
  text: `${head}\n\nexports.handler = async (event) => {\n  const { q, id } = event.queryStringParameters;\n${moved(body, '  ')}\n};\n`,
});
const java = (head: string, body: string): Program => ({
  path: 'H.java',
  text: `${head}\n\npublic class H implements RequestHandler<APIGatewayProxyRequestEvent, String> {\n    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {\n        String q = event.getPathParameters().get("q");\n${moved(body, '        ')}\n        return "";\n    }\n}\n`,
});
const go = (imports: readonly string[], body: string): Program => ({
  path: 'h.go',
  text: `package main\n\nimport (\n${imports.map((one) => `\t"${one}"`).join('\n')}\n)\n\nfunc Handle(w http.ResponseWriter, r *http.Request) {\n\tq := r.URL.Query().Get("q")\n${moved(body, '\t')}\n}\n`,
});
const cs = (head: string, body: string): Program => ({
  path: 'H.cs',
  text: `${head}\n\npublic class H\n{\n    [Function("H")]\n    public async Task Run([HttpTrigger(AuthorizationLevel.Function, "get")] HttpRequest req, string q)\n    {\n${moved(body, '        ')}\n    }\n}\n`,
});

/** What it is, the program, and the lines that are new once it is fixed; none where no machine can tell. */
const forms: readonly (readonly [string, Program, readonly string[]])[] = [
  [
    'python: a sum, with a percent sign that is meant',
    py('import psycopg2\nconn = psycopg2.connect()', 'cur = conn.cursor()\ncur.execute("SELECT a FROM t WHERE b = \'" + q + "\' AND c LIKE \'x%\'")'),
    [`cur.execute("SELECT a FROM t WHERE b = %s AND c LIKE 'x%%'", (q,))`],
  ],
  [
    'python: % with one value',
    py('import psycopg2\nconn = psycopg2.connect()', 'cur = conn.cursor()\ncur.execute("SELECT a FROM t WHERE b = \'%s\'" % q)'),
    ['cur.execute("SELECT a FROM t WHERE b = %s", (q,))'],
  ],
  [
    'python: % with two values',
    py(
      'import pymysql\nconn = pymysql.connect()',
      "cur = conn.cursor()\ncur.execute(\"SELECT a FROM t WHERE b = '%s' AND d = '%s'\" % (q, context.d))",
    ),
    ['cur.execute("SELECT a FROM t WHERE b = %s AND d = %s", (q, context.d))'],
  ],
  [
    'python: format',
    py('import sqlite3\nconn = sqlite3.connect("x")', 'conn.execute("SELECT a FROM t WHERE b = \'{}\'".format(q))'),
    ['conn.execute("SELECT a FROM t WHERE b = ?", (q,))'],
  ],
  [
    'python: a variable holds the query, the value has no quotes',
    py('import sqlite3\nconn = sqlite3.connect("x")', 'query = f"SELECT a FROM t WHERE b = {q}"\nrows = conn.execute(query).fetchall()'),
    ['query = "SELECT a FROM t WHERE b = ?"', 'rows = conn.execute(query, (q,)).fetchall()'],
  ],
  [
    'python: a query of several lines',
    py(
      'import mysql.connector\nconn = mysql.connector.connect()',
      'cur = conn.cursor()\ncur.execute(f"""\n    SELECT a\n    FROM t\n    WHERE b = \'{q}\'\n      AND c > 5\n""")',
    ),
    ['cur.execute("""', 'WHERE b = %s', '""", (q,))'],
  ],
  [
    'python: text of SQLAlchemy',
    py(
      'from sqlalchemy import create_engine, text\nengine = create_engine("x")',
      'with engine.connect() as conn:\n    conn.execute(text(f"SELECT a FROM t WHERE b = \'{q}\'"))',
    ),
    ['conn.execute(text("SELECT a FROM t WHERE b = :q").bindparams(q=q))'],
  ],
  [
    'python: in two steps',
    py(
      'import psycopg2\nconn = psycopg2.connect()',
      'cur = conn.cursor()\nsql = "SELECT a FROM t WHERE 1 = 1"\nsql += " AND b = \'" + q + "\'"\ncur.execute(sql)',
    ),
    ['values = []', 'sql += " AND b = %s"', 'values.append(q)', 'cur.execute(sql, values)'],
  ],
  [
    'python: values of an insert',
    py('import psycopg2\nconn = psycopg2.connect()', 'cur = conn.cursor()\ncur.execute(f"INSERT INTO t (a, b) VALUES (\'{q}\', 5)")'),
    ['cur.execute("INSERT INTO t (a, b) VALUES (%s, 5)", (q,))'],
  ],
  [
    'python: a name of a column stays',
    py('import psycopg2\nconn = psycopg2.connect()', 'cur = conn.cursor()\ncur.execute(f"SELECT a FROM t ORDER BY {q}")'),
    [],
  ],
  [
    'javascript: a template for pg',
    js("const { Pool } = require('pg');\nconst pool = new Pool();", "await pool.query(`SELECT a FROM t WHERE b = '${q}' AND c = ${id}`);"),
    ['await pool.query(`SELECT a FROM t WHERE b = $1 AND c = $2`, [q, id]);'],
  ],
  [
    'javascript: a sum in a variable, for mysql2',
    js(
      "const mysql = require('mysql2/promise');\nconst pool = mysql.createPool({});",
      "const sql = 'SELECT a FROM t WHERE b = ' + id + ' LIMIT 5';\nconst [rows] = await pool.query(sql);",
    ),
    ["const sql = 'SELECT a FROM t WHERE b = ? LIMIT 5';", 'const [rows] = await pool.query(sql, [id]);'],
  ],
  [
    'javascript: a callback follows, for mysql',
    js(
      "const mysql = require('mysql');\nconst db = mysql.createConnection({});",
      'db.query("SELECT a FROM t WHERE b = \'" + q + "\'", (err, rows) => done(err, rows));',
    ),
    ['db.query("SELECT a FROM t WHERE b = ?", [q], (err, rows) => done(err, rows));'],
  ],
  [
    'javascript: part of a pattern, for knex',
    js("const knex = require('knex')({});", "await knex.raw(`select a from t where b = '%${q}%'`);"),
    ['await knex.raw(`select a from t where b = ?`, [`%${q}%`]);'],
  ],
  [
    'javascript: options are there, for Sequelize',
    js(
      "const { Sequelize } = require('sequelize');\nconst sequelize = new Sequelize('x');",
      "await sequelize.query(`SELECT a FROM t WHERE b = '${q}'`, { type: 'SELECT' });",
    ),
    ["await sequelize.query(`SELECT a FROM t WHERE b = ?`, { replacements: [q], type: 'SELECT' });"],
  ],
  [
    'javascript: under a condition, for pg',
    js(
      "const { Client } = require('pg');\nconst client = new Client();",
      "let sql = 'SELECT a FROM t WHERE true';\nif (q) sql += ` AND b = '${q}'`;\nawait client.query(sql);",
    ),
    ['const values = [];', 'if (q) {', 'sql += ` AND b = $1`;', 'values.push(q);', '}', 'await client.query(sql, values);'],
  ],
  [
    'java: statement and result',
    java(
      'import java.sql.*;',
      'Statement st = connection.createStatement();\nResultSet rs = st.executeQuery("SELECT a FROM t WHERE b = \'" + q + "\'");\nread(rs);',
    ),
    [
      'PreparedStatement st = connection.prepareStatement("SELECT a FROM t WHERE b = ?");',
      'st.setString(1, q);',
      'ResultSet rs = st.executeQuery();',
    ],
  ],
  [
    'java: the query in a variable',
    java(
      'import java.sql.*;',
      'String sql = "SELECT a FROM t WHERE b = \'" + q + "\' ORDER BY a";\nStatement st = connection.createStatement();\nResultSet rs = st.executeQuery(sql);',
    ),
    [
      'String sql = "SELECT a FROM t WHERE b = ? ORDER BY a";',
      'PreparedStatement st = connection.prepareStatement(sql);',
      'st.setString(1, q);',
      'ResultSet rs = st.executeQuery();',
    ],
  ],
  [
    'java: a prepared statement that was put together',
    java(
      'import java.sql.*;',
      'PreparedStatement ps = connection.prepareStatement("SELECT a FROM t WHERE b = \'" + q + "\'");\nResultSet rs = ps.executeQuery();',
    ),
    ['PreparedStatement ps = connection.prepareStatement("SELECT a FROM t WHERE b = ?");', 'ps.setString(1, q);'],
  ],
  [
    'java: in a try, formatted',
    java(
      'import java.sql.*;',
      'try (Statement st = connection.createStatement()) {\n    st.executeUpdate(String.format("DELETE FROM t WHERE b = \'%s\'", q));\n}',
    ),
    ['try (PreparedStatement st = connection.prepareStatement("DELETE FROM t WHERE b = ?")) {', 'st.setString(1, q);', 'st.executeUpdate();'],
  ],
  [
    'java: JdbcTemplate',
    java('import org.springframework.jdbc.core.JdbcTemplate;', 'jdbcTemplate.queryForList("SELECT a FROM t WHERE b = \'" + q + "\'");'),
    ['jdbcTemplate.queryForList("SELECT a FROM t WHERE b = ?", q);'],
  ],
  [
    'java: a native query of JPA',
    java('import javax.persistence.EntityManager;', 'em.createNativeQuery("SELECT a FROM t WHERE b = \'" + q + "\'").getResultList();'),
    ['em.createNativeQuery("SELECT a FROM t WHERE b = ?1").setParameter(1, q).getResultList();'],
  ],
  [
    'go: formatted, for pq, whose import of fmt goes',
    go(
      ['database/sql', 'fmt', 'net/http', 'github.com/lib/pq'],
      'rows, err := db.Query(fmt.Sprintf("SELECT a FROM t WHERE b = \'%s\'", q))\nuse(rows, err)',
    ),
    ['rows, err := db.Query("SELECT a FROM t WHERE b = $1", q)'],
  ],
  [
    'go: a sum in a variable, with a context',
    go(
      ['database/sql', 'net/http', 'github.com/go-sql-driver/mysql'],
      'query := "SELECT a FROM t WHERE b = \'" + q + "\'"\nrow := db.QueryRowContext(r.Context(), query)\nuse(row)',
    ),
    ['query := "SELECT a FROM t WHERE b = ?"', 'row := db.QueryRowContext(r.Context(), query, q)'],
  ],
  [
    'csharp: a command of Npgsql',
    cs('using Npgsql;', 'await using var cmd = new NpgsqlCommand($"SELECT a FROM t WHERE b = \'{q}\'", conn);\nawait cmd.ExecuteNonQueryAsync();'),
    ['await using var cmd = new NpgsqlCommand("SELECT a FROM t WHERE b = @q", conn);', 'cmd.Parameters.AddWithValue("@q", q);'],
  ],
  [
    'csharp: Dapper',
    cs('using Dapper;', 'var rows = await conn.QueryAsync<Row>("SELECT a FROM t WHERE b = \'" + q + "\'");'),
    ['var rows = await conn.QueryAsync<Row>("SELECT a FROM t WHERE b = @q", new { q });'],
  ],
  [
    'csharp: Entity Framework',
    cs('using Microsoft.EntityFrameworkCore;', 'var rows = db.Rows.FromSqlRaw($"SELECT a FROM t WHERE b = \'{q}\'").ToList();'),
    ['var rows = db.Rows.FromSqlRaw("SELECT a FROM t WHERE b = {0}", q).ToList();'],
  ],
  [
    'csharp: formatted, in a using block',
    cs(
      'using System.Data.SqlClient;',
      'var sql = string.Format("SELECT a FROM t WHERE b = \'{0}\'", q);\nusing (var cmd = new SqlCommand(sql, conn))\n{\n    cmd.ExecuteNonQuery();\n}',
    ),
    ['var sql = "SELECT a FROM t WHERE b = @q";', 'cmd.Parameters.AddWithValue("@q", q);'],
  ],
  [
    'python: os.system',
    py('import os', 'os.system("convert " + q + " /tmp/out.png")'),
    ['import subprocess', 'subprocess.call(["convert", str(q), "/tmp/out.png"])'],
  ],
  [
    'python: a pipe needs the shell',
    py('import subprocess', 'subprocess.check_output("grep -c %s /tmp/log | sort" % q, shell=True)'),
    ['import shlex', 'subprocess.check_output("grep -c %s /tmp/log | sort" % shlex.quote(q), shell=True)'],
  ],
  [
    'python: the line in a variable',
    py('import subprocess', 'cmd = f"ffmpeg -i {q} out.mp4"\nsubprocess.run(cmd, shell=True, check=True)'),
    ['subprocess.run(["ffmpeg", "-i", str(q), "out.mp4"], check=True)'],
  ],
  [
    'javascript: execSync',
    js("const { execSync } = require('child_process');", "execSync('git clone ' + q);"),
    ["const { execFileSync } = require('child_process');", "execFileSync('git', ['clone', String(q)]);"],
  ],
  [
    'javascript: a method of the module',
    js("const cp = require('child_process');", 'cp.exec(`convert ${q} -resize 5x out.png`, { timeout: 5 }, (err) => done(err));'),
    ["cp.execFile('convert', [String(q), '-resize', '5x', 'out.png'], { timeout: 5 }, (err) => done(err));"],
  ],
  [
    'java: Runtime.exec',
    java('', 'Runtime.getRuntime().exec("convert " + q + " out.png");'),
    ['Runtime.getRuntime().exec(new String[] {"convert", q, "out.png"});'],
  ],
  [
    'java: a shell is started',
    java('', 'new ProcessBuilder("sh", "-c", "convert " + q + " out.png").start();'),
    ['new ProcessBuilder("convert", q, "out.png").start();'],
  ],
  [
    'javascript: a path',
    js("const fs = require('fs');\nconst path = require('path');", "return fs.readFileSync(path.join('/tmp/data', q));"),
    ["return fs.readFileSync(path.join('/tmp/data', path.basename(q)));"],
  ],
  [
    'javascript: an address',
    js("const axios = require('axios');", 'const { data } = await axios.get(q);\nreturn data;'),
    ["if (!(process.env.ALLOWED_HOSTS ?? '').split(',').includes(new URL(q).hostname)) {", "throw new Error('this host is not allowed');", '}'],
  ],
  [
    'python: a template of Flask',
    py('from flask import render_template_string', 'return render_template_string(f"<p>Hello {q}</p>")'),
    ['return render_template_string("<p>Hello {{ q }}</p>", q=q)'],
  ],
];

test.each(forms)('%s', (_, { path, text }, expected) => {
  const tree = memoryTree({ [path]: text });
  const { findings } = scanBuiltin(tree, { dialects, rules: injection, today: '2026-11-22', clock: () => 0 });
  expect(findings.length).toBeGreaterThan(0);
  const edits = findings
    .flatMap(({ fix }) => fix?.edits ?? [])
    .map(({ place, text: written }) => {
      const file = tree.read(place.path)!;
      const offset = (line: number, column: number): number => (file.lineStarts[line - 1] ?? 0) + column - 1;
      return { at: { file, start: offset(place.startLine, place.startColumn), end: offset(place.endLine, place.endColumn) }, text: written };
    });
  const before = new Set(text.split('\n'));
  const after = withEdits(tree, edits)?.read(path)?.text.split('\n') ?? [];
  expect(after.filter((line) => !before.has(line)).map((line) => line.trim())).toEqual(expected);
});
