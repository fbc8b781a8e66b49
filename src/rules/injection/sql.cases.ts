/** The cases of injection/sql. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a query is formatted with a parameter of the request',
      file: 'handler.py',
      text: `import json
import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    with connection.cursor() as cursor:
        cursor.execute(«f"SELECT * FROM orders WHERE customer = '{customer}'"»)
        return {"statusCode": 200, "body": json.dumps(cursor.fetchall())}
`,
      fixed: `import json
import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM orders WHERE customer = %s", (customer,))
        return {"statusCode": 200, "body": json.dumps(cursor.fetchall())}
`,
    },
    {
      name: 'the text is put together by a function of the same file',
      file: 'handler.js',
      text: `const { Pool } = require('pg');
const pool = new Pool();

function byStatus(status) {
  return "SELECT id FROM orders WHERE status = '" + status + "'";
}

exports.handler = async (event) => {
  const query = byStatus(event.queryStringParameters.status);
  const { rows } = await pool.query(«query»);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
      fixed: null,
    },
    {
      name: 'a statement of JDBC is put together',
      file: 'src/main/java/Invoices.java',
      text: `import java.sql.Statement;

public class Invoices implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        String number = event.getPathParameters().get("number");
        try (Statement statement = connection.createStatement()) {
            return read(statement.executeQuery(«"SELECT total FROM invoice WHERE number = '" + number + "'"»));
        }
    }
}
`,
      fixed: `import java.sql.PreparedStatement;
import java.sql.Statement;

public class Invoices implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        String number = event.getPathParameters().get("number");
        try (PreparedStatement statement = connection.prepareStatement("SELECT total FROM invoice WHERE number = ?")) {
            statement.setString(1, number);
            return read(statement.executeQuery());
        }
    }
}
`,
    },
    {
      name: 'a route value stands in the text of a command',
      file: 'GetParcel.cs',
      text: `public class GetParcel
{
    [Function("GetParcel")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "parcels/{code}")] HttpRequest req, string code)
    {
        command.CommandText = «$"SELECT Status FROM Parcel WHERE Code = '{code}'"»;
        return new OkResult();
    }
}
`,
      fixed: `public class GetParcel
{
    [Function("GetParcel")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "parcels/{code}")] HttpRequest req, string code)
    {
        command.CommandText = "SELECT Status FROM Parcel WHERE Code = @code";
        var codeParameter = command.CreateParameter();
        codeParameter.ParameterName = "@code";
        codeParameter.Value = code;
        command.Parameters.Add(codeParameter);
        return new OkResult();
    }
}
`,
    },
    {
      name: 'a query of Go is formatted',
      file: 'main.go',
      text: `package main

import (
	"database/sql"
	"fmt"
	"net/http"
)

var db *sql.DB

func Orders(w http.ResponseWriter, r *http.Request) {
	rows, _ := db.Query(«fmt.Sprintf("SELECT id FROM orders WHERE status = '%s'", r.URL.Query().Get("status"))»)
	write(w, rows)
}
`,
      fixed: null,
    },
    {
      name: 'inline code of a template asks a database',
      file: 'template.yaml',
      text: `Resources:
  Search:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: python3.13
      Code:
        ZipFile: |
          def handler(event, context):
              term = event["queryStringParameters"]["q"]
              cursor.execute(«"select id from products where title = '" + term + "'"»)
`,
      fixed: null,
    },
    {
      name: 'the statement of an RDS cluster stands in a command',
      file: 'index.ts',
      text: `import express from 'express';
import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';

const app = express();
const client = new RDSDataClient({});

app.post('/table', async (req, res) => {
  const create = \`CREATE TABLE \${req.body.name} (id INT PRIMARY KEY)\`;
  await client.send(new ExecuteStatementCommand({ resourceArn: process.env.CLUSTER, sql: «create» }));
  res.status(200).send('created');
});
`,
      fixed: null,
    },
    {
      name: 'a query of Cosmos DB is handed over with its options',
      file: '__init__.py',
      text: `import azure.functions as func
from azure.cosmos import CosmosClient

users = CosmosClient(ENDPOINT, CREDENTIAL).get_database_client("blog").get_container_client("users")


def main(req: func.HttpRequest) -> func.HttpResponse:
    name = req.get_json()["name"]
    params = {
        "query": "SELECT * FROM c WHERE c.name = '" + name + "'",
        "enable_cross_partition_query": True,
    }
    return func.HttpResponse(str(list(users.query_items(**«params»))))
`,
      fixed: null,
    },
    {
      name: 'a query of Cosmos DB in C#',
      file: 'Search.cs',
      text: `public class Search
{
    [Function("Search")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "users/{name}")] HttpRequest req, string name)
    {
        var query = new QueryDefinition(«$"SELECT * FROM c WHERE c.name = '{name}'"»);
        return new OkObjectResult(container.GetItemQueryIterator<User>(query));
    }
}
`,
      fixed: `
public class Search
{
    [Function("Search")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "users/{name}")] HttpRequest req, string name)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.name = @name").WithParameter("@name", name);
        return new OkObjectResult(container.GetItemQueryIterator<User>(query));
    }
}
`,
    },
    {
      name: 'a query holds what an order was stored with',
      file: 'receipt.py',
      severity: 'medium',
      text: `import json
import sqlite3

import boto3


def handler(event, context):
    data = json.loads(event["Records"][0]["body"])
    orders = boto3.resource("dynamodb").Table("orders")
    order = orders.get_item(Key={"orderId": data["orderId"]})["Item"]
    cursor = sqlite3.connect("/tmp/inventory.db").cursor()
    for item in order["itemList"].keys():
        cursor.execute(«"SELECT name FROM inventory WHERE itemId = " + item + ";"»)
`,
      fixed: `import json
import sqlite3

import boto3


def handler(event, context):
    data = json.loads(event["Records"][0]["body"])
    orders = boto3.resource("dynamodb").Table("orders")
    order = orders.get_item(Key={"orderId": data["orderId"]})["Item"]
    cursor = sqlite3.connect("/tmp/inventory.db").cursor()
    for item in order["itemList"].keys():
        cursor.execute("SELECT name FROM inventory WHERE itemId = ?;", (item,))
`,
    },
    {
      name: 'a query that is bound to the function which runs it later',
      file: 'index.js',
      text: `
const mysql = require('mysql');

const run = (sql, connection) => new Promise((resolve, reject) => connection.query(«sql», (failed, rows) => (failed ? reject(failed) : resolve(rows))));
const connect = () => Promise.resolve(mysql.createConnection({ host: process.env.HOST }));

const execute = (query) => connect().then(run.bind(this, query));

exports.handler = async (event) => execute('SELECT * FROM unicorns WHERE id = ' + event.pathParameters.id);
`,
      fixed: null,
    },
    {
      name: 'functions in an object of another module, and a method of what a class makes',
      file: 'index.js',
      text: `
import orders from './orders.js';

export const handler = async (event) => orders.find(event.pathParameters.id);
`,
      files: {
        'orders.js': `
import mysql from 'mysql';

class Database {
  query(sql, connection) {
    return connection.query(«sql»);
  }
  connect() {
    return Promise.resolve(mysql.createConnection({ host: process.env.HOST }));
  }
}

function execute(query) {
  const database = new Database();
  return database.connect().then(database.query.bind(this, query));
}

const functions = {
  find: async function (id) {
    return execute(\`SELECT * FROM orders WHERE id = \${id}\`);
  },
};

export default functions;
`,
      },
      fixed: null,
    },
    {
      name: 'a route of Fastify',
      file: 'app.js',
      text: `const fastify = require('fastify')();
const { Pool } = require('pg');
const pool = new Pool();

fastify.get('/users', async (request, reply) => {
  const { rows } = await pool.query(«\`SELECT id, name FROM users WHERE team = '\${request.query.team}' ORDER BY name\`»);
  return rows;
});
module.exports = fastify;
`,
      fixed: `const fastify = require('fastify')();
const { Pool } = require('pg');
const pool = new Pool();

fastify.get('/users', async (request, reply) => {
  const { rows } = await pool.query(\`SELECT id, name FROM users WHERE team = $1 ORDER BY name\`, [request.query.team]);
  return rows;
});
module.exports = fastify;
`,
    },
    {
      name: 'a raw condition of Knex',
      file: 'handler.js',
      text: `const knex = require('knex')({ client: 'pg' });

exports.handler = async (event) => {
  const q = event.queryStringParameters.q;
  const rows = await knex('products').whereRaw(«\`name ILIKE '%\${q}%'\`»).limit(20);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
      fixed: `const knex = require('knex')({ client: 'pg' });

exports.handler = async (event) => {
  const q = event.queryStringParameters.q;
  const rows = await knex('products').whereRaw(\`name ILIKE ?\`, [\`%\${q}%\`]).limit(20);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
    },
    {
      name: 'a controller that another file hands to Express',
      file: 'controllers/orders.js',
      text: `const db = require('../db');

exports.list = async (req, res) => {
  const { rows } = await db.query(«"SELECT * FROM orders WHERE city = '" + req.query.city + "'"»);
  res.json(rows);
};
`,
      fixed: null,
    },
    {
      name: 'a route of FastAPI',
      file: 'main.py',
      text: `import psycopg
from fastapi import FastAPI

app = FastAPI()

@app.get("/items")
def items(name: str):
    with psycopg.connect() as conn:
        return conn.execute(«f"SELECT * FROM items WHERE name = '{name}'"»).fetchall()
`,
      fixed: `import psycopg
from fastapi import FastAPI

app = FastAPI()

@app.get("/items")
def items(name: str):
    with psycopg.connect() as conn:
        return conn.execute("SELECT * FROM items WHERE name = %s", (name,)).fetchall()
`,
    },
    {
      name: 'raw SQL of GORM behind a route of Fiber',
      file: 'main.go',
      text: `package main

import (
	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

var db *gorm.DB

type User struct{ ID, Name string }

func main() {
	app := fiber.New()
	app.Get("/users", func(c *fiber.Ctx) error {
		var users []User
		db.Raw(«"SELECT * FROM users WHERE name = '" + c.Query("name") + "'"»).Scan(&users)
		return c.JSON(users)
	})
	app.Listen(":8080")
}
`,
      fixed: `package main

import (
	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

var db *gorm.DB

type User struct{ ID, Name string }

func main() {
	app := fiber.New()
	app.Get("/users", func(c *fiber.Ctx) error {
		var users []User
		db.Raw("SELECT * FROM users WHERE name = ?", c.Query("name")).Scan(&users)
		return c.JSON(users)
	})
	app.Listen(":8080")
}
`,
    },
    {
      name: 'rows that sqlx puts into a list',
      file: 'main.go',
      text: `package fn

import (
	"net/http"

	"github.com/jmoiron/sqlx"
)

var db *sqlx.DB

func Search(w http.ResponseWriter, r *http.Request) {
	var names []string
	q := r.URL.Query().Get("q")
	if err := db.Select(&names, «"SELECT name FROM items WHERE name LIKE '%"+q+"%'"»); err != nil {
		w.WriteHeader(500)
	}
}
`,
      fixed: null,
    },
    {
      name: 'a function that Spring is given as a bean',
      file: 'Functions.java',
      text: `package app;

import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;

public class Functions {
    private final JdbcTemplate jdbc;

    public Functions(JdbcTemplate jdbc) { this.jdbc = jdbc; }

    @Bean
    public Function<APIGatewayProxyRequestEvent, String> search() {
        return event -> {
            String name = event.getQueryStringParameters().get("name");
            return jdbc.queryForObject(«"SELECT id FROM users WHERE name = '" + name + "'"», String.class);
        };
    }
}
`,
      fixed: `package app;

import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;

public class Functions {
    private final JdbcTemplate jdbc;

    public Functions(JdbcTemplate jdbc) { this.jdbc = jdbc; }

    @Bean
    public Function<APIGatewayProxyRequestEvent, String> search() {
        return event -> {
            String name = event.getQueryStringParameters().get("name");
            return jdbc.queryForObject("SELECT id FROM users WHERE name = ?", String.class, name);
        };
    }
}
`,
    },
    {
      name: 'plain SQL of jOOQ',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    private final DSLContext ctx = DSL.using(System.getenv("JDBC"));

    @Override
    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String id = event.getPathParameters().get("id");
        return ctx.fetch(«"select name from item where id = " + id»).formatJSON();
    }
}
`,
      fixed: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    private final DSLContext ctx = DSL.using(System.getenv("JDBC"));

    @Override
    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String id = event.getPathParameters().get("id");
        return ctx.fetch("select name from item where id = ?", id).formatJSON();
    }
}
`,
    },
    {
      name: 'a route of a minimal API',
      file: 'Program.cs',
      text: `using Dapper;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
var app = builder.Build();

app.MapGet("/users", async (string name, NpgsqlConnection db) =>
{
    var users = await db.QueryAsync<User>(«$"SELECT * FROM users WHERE name = '{name}'"»);
    return Results.Ok(users);
});

app.Run();
`,
      fixed: `using Dapper;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
var app = builder.Build();

app.MapGet("/users", async (string name, NpgsqlConnection db) =>
{
    var users = await db.QueryAsync<User>("SELECT * FROM users WHERE name = @name", new { name });
    return Results.Ok(users);
});

app.Run();
`,
    },
    {
      name: 'a condition that is put together for gorm',
      file: 'main.go',
      text: `package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Pet struct{ Name string }

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	db, _ := gorm.Open(postgres.Open(os.Getenv("DSN")), &gorm.Config{})
	var pets []Pet
	db.Where(«"owner = '" + req.QueryStringParameters["owner"] + "'"»).Find(&pets)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handle) }
`,
      fixed: `package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Pet struct{ Name string }

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	db, _ := gorm.Open(postgres.Open(os.Getenv("DSN")), &gorm.Config{})
	var pets []Pet
	db.Where("owner = ?", req.QueryStringParameters["owner"]).Find(&pets)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handle) }
`,
    },
    {
      name: 'a raw query of Prisma',
      file: 'src/search.ts',
      text: `import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

export const handler = async (event: { queryStringParameters: { email: string } }) => {
  const email = event.queryStringParameters.email;
  const users = await prisma.$queryRawUnsafe(«\`SELECT id, name FROM "User" WHERE email = '\${email}'\`»);
  return { statusCode: 200, body: JSON.stringify(users) };
};
`,
      fixed: `import { PrismaClient } from '@prisma/client';

const prisma = new PrismaClient();

export const handler = async (event: { queryStringParameters: { email: string } }) => {
  const email = event.queryStringParameters.email;
  const users = await prisma.$queryRaw\`SELECT id, name FROM "User" WHERE email = \${email}\`;
  return { statusCode: 200, body: JSON.stringify(users) };
};
`,
    },
    {
      name: 'a condition of TypeORM',
      file: 'src/orders.ts',
      text: `import { DataSource } from 'typeorm';
import { Order } from './order';

const source = new DataSource({ type: 'postgres', url: process.env.DB_URL, entities: [Order] });

export const handler = async (event: { pathParameters: { customer: string } }) => {
  const orders = await source
    .getRepository(Order)
    .createQueryBuilder('o')
    .where(«\`o.customer = '\${event.pathParameters.customer}'\`»)
    .getMany();
  return { statusCode: 200, body: JSON.stringify(orders) };
};
`,
      fixed: `import { DataSource } from 'typeorm';
import { Order } from './order';

const source = new DataSource({ type: 'postgres', url: process.env.DB_URL, entities: [Order] });

export const handler = async (event: { pathParameters: { customer: string } }) => {
  const orders = await source
    .getRepository(Order)
    .createQueryBuilder('o')
    .where(\`o.customer = :customer\`, { customer: event.pathParameters.customer })
    .getMany();
  return { statusCode: 200, body: JSON.stringify(orders) };
};
`,
    },
  ],
  safe: [
    {
      name: 'values are handed over apart from the text',
      kind: 'fixed',
      file: 'handler.py',
      text: `import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    customer = event["queryStringParameters"]["customer"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM orders WHERE customer = %s", (customer,))
        return {"statusCode": 200}
`,
    },
    {
      name: 'a number is a number',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import pymysql

connection = pymysql.connect(host="db")


def handler(event, context):
    page = int(event["queryStringParameters"]["page"])
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM orders LIMIT 20 OFFSET {page * 20}")
        return {"statusCode": 200}
`,
    },
    {
      name: 'what is not on the list is turned away',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const { Pool } = require('pg');
const pool = new Pool();
const columns = ['id', 'created'];

exports.handler = async (event) => {
  const { sort } = event.queryStringParameters;
  if (!columns.includes(sort)) return { statusCode: 400 };
  const { rows } = await pool.query(\`SELECT id FROM orders ORDER BY \${sort}\`);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
    },
    {
      name: 'who builds the text, nobody knows here',
      kind: 'unknown',
      file: 'handler.js',
      text: `const { Pool } = require('pg');
const { build } = require('query-builder');
const pool = new Pool();

exports.handler = async (event) => {
  const { text, values } = build({ table: 'orders' });
  const { rows } = await pool.query(text, values);
  return { statusCode: 200, body: JSON.stringify({ rows, status: event.queryStringParameters.status }) };
};
`,
    },
    {
      name: 'a prepared statement of Java takes the value apart',
      kind: 'near-miss',
      file: 'src/main/java/Invoices.java',
      text: `public class Invoices implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        PreparedStatement statement = connection.prepareStatement("SELECT total FROM invoice WHERE number = ?");
        statement.setString(1, event.getPathParameters().get("number"));
        return read(statement.executeQuery());
    }
}
`,
    },
    {
      name: 'the value stands in a parameter beside the statement',
      kind: 'near-miss',
      file: 'index.mjs',
      text: `import { ExecuteStatementCommand, RDSDataClient } from '@aws-sdk/client-rds-data';

const client = new RDSDataClient({});

export const handler = async (event) => {
  const { name } = JSON.parse(event.body);
  return client.send(
    new ExecuteStatementCommand({
      sql: 'SELECT id FROM artist WHERE name = :name',
      parameters: [{ name: 'name', value: { stringValue: name } }],
    }),
  );
};
`,
    },
    {
      name: 'Cosmos DB is given the value in a parameter',
      kind: 'near-miss',
      file: '__init__.py',
      text: `import azure.functions as func


def main(req: func.HttpRequest) -> func.HttpResponse:
    params = {
        "query": "SELECT * FROM c WHERE c.name = @name",
        "parameters": [{"name": "@name", "value": req.get_json()["name"]}],
    }
    return func.HttpResponse(str(list(users.query_items(**params))))
`,
    },
    {
      name: 'the options of a query come from another module',
      kind: 'unknown',
      file: 'index.js',
      text: `const { optionsOf } = require('./options');

exports.handler = async (event) => container.items.query(optionsOf(process.env.VIEW)).fetchAll();
`,
    },
    {
      name: 'Cosmos DB is given the value in a parameter, in C#',
      kind: 'near-miss',
      file: 'Search.cs',
      text: `public class Search
{
    [Function("Search")]
    public async Task<IActionResult> Run([HttpTrigger(AuthorizationLevel.Function, "get", Route = "users/{name}")] HttpRequest req, string name)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.name = @name").WithParameter("@name", name);
        return new OkObjectResult(container.GetItemQueryIterator<User>(query));
    }
}
`,
    },
    {
      name: 'what was stored goes into a parameter, and into the name of a file',
      kind: 'near-miss',
      file: 'receipt.py',
      text: `import sqlite3

import boto3

orders = boto3.resource("dynamodb").Table("orders")


def handler(event, context):
    order = orders.get_item(Key={"orderId": event["orderId"]})["Item"]
    cursor = sqlite3.connect("/tmp/inventory.db").cursor()
    cursor.execute("SELECT name FROM inventory WHERE itemId = ?", (order["item"],))
    cursor.execute(f"SELECT name FROM inventory WHERE itemId = {int(order['item'])}")
`,
    },
    {
      name: 'the value of the query goes apart from its text',
      kind: 'near-miss',
      file: 'app.js',
      text: `const fastify = require('fastify')();
const { Pool } = require('pg');
const pool = new Pool();

fastify.get('/users', async (request, reply) => {
  const { rows } = await pool.query('SELECT id, name FROM users WHERE team = $1 ORDER BY name', [request.query.team]);
  return rows;
});
module.exports = fastify;
`,
    },
    {
      name: 'a raw condition with its value apart',
      kind: 'near-miss',
      file: 'handler.js',
      text: `const knex = require('knex')({ client: 'pg' });

exports.handler = async (event) => {
  const q = event.queryStringParameters.q;
  const rows = await knex('products').whereRaw('name ILIKE ?', [\`%\${q}%\`]).limit(20);
  return { statusCode: 200, body: JSON.stringify(rows) };
};
`,
    },
    {
      name: 'a controller with its value apart',
      kind: 'near-miss',
      file: 'controllers/orders.js',
      text: `const db = require('../db');

exports.list = async (req, res) => {
  const { rows } = await db.query('SELECT * FROM orders WHERE city = $1', [req.query.city]);
  res.json(rows);
};
`,
    },
    {
      name: 'a parameter of the path that is a number',
      kind: 'near-miss',
      file: 'main.py',
      text: `import psycopg
from fastapi import FastAPI

app = FastAPI()

@app.get("/items/{item_id}")
def items(item_id: int):
    with psycopg.connect() as conn:
        return conn.execute(f"SELECT * FROM items WHERE id = {item_id}").fetchall()
`,
    },
    {
      name: 'GORM with its value apart',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"github.com/gofiber/fiber/v2"
	"gorm.io/gorm"
)

var db *gorm.DB

type User struct{ ID, Name string }

func main() {
	app := fiber.New()
	app.Get("/users", func(c *fiber.Ctx) error {
		var users []User
		db.Raw("SELECT * FROM users WHERE name = ?", c.Query("name")).Scan(&users)
		return c.JSON(users)
	})
	app.Listen(":8080")
}
`,
    },
    {
      name: 'sqlx with its value apart',
      kind: 'near-miss',
      file: 'main.go',
      text: `package fn

import (
	"net/http"

	"github.com/jmoiron/sqlx"
)

var db *sqlx.DB

func Search(w http.ResponseWriter, r *http.Request) {
	var names []string
	q := r.URL.Query().Get("q")
	if err := db.Select(&names, "SELECT name FROM items WHERE name LIKE $1", "%"+q+"%"); err != nil {
		w.WriteHeader(500)
	}
}
`,
    },
    {
      name: 'the bean hands its value over',
      kind: 'near-miss',
      file: 'Functions.java',
      text: `package app;

import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;

public class Functions {
    private final JdbcTemplate jdbc;

    public Functions(JdbcTemplate jdbc) { this.jdbc = jdbc; }

    @Bean
    public Function<APIGatewayProxyRequestEvent, String> search() {
        return event -> {
            String name = event.getQueryStringParameters().get("name");
            return jdbc.queryForObject("SELECT id FROM users WHERE name = ?", String.class, name);
        };
    }
}
`,
    },
    {
      name: 'jOOQ with its value apart',
      kind: 'near-miss',
      file: 'Handler.java',
      text: `package app;

import com.amazonaws.services.lambda.runtime.*;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

public class Handler implements RequestHandler<APIGatewayV2HTTPEvent, String> {
    private final DSLContext ctx = DSL.using(System.getenv("JDBC"));

    @Override
    public String handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        String id = event.getPathParameters().get("id");
        return ctx.fetch("select name from item where id = ?", id).formatJSON();
    }
}
`,
    },
    {
      name: 'a minimal API with its value apart',
      kind: 'near-miss',
      file: 'Program.cs',
      text: `using Dapper;
using Npgsql;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
var app = builder.Build();

app.MapGet("/users", async (string name, NpgsqlConnection db) =>
{
    var users = await db.QueryAsync<User>("SELECT * FROM users WHERE name = @name", new { name });
    return Results.Ok(users);
});

app.Run();
`,
    },
    {
      name: 'a condition of gorm with its value apart',
      kind: 'near-miss',
      file: 'main.go',
      text: `package main

import (
	"context"
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

type Pet struct{ Name string }

func handle(ctx context.Context, req events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	db, _ := gorm.Open(postgres.Open(os.Getenv("DSN")), &gorm.Config{})
	var pets []Pet
	db.Where("owner = ?", req.QueryStringParameters["owner"]).Find(&pets)
	return events.APIGatewayV2HTTPResponse{StatusCode: 200}, nil
}

func main() { lambda.Start(handle) }
`,
    },
  ],
} satisfies Cases;
