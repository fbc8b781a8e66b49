/** The cases of injection/deserialization. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a body is unpickled',
      file: 'handler.py',
      text: `import base64
import pickle


def handler(event, context):
    state = pickle.loads(«base64.b64decode(event["body"])»)
    return {"statusCode": 200, "body": str(state)}
`,
      fixed: `import json
import base64
import pickle


def handler(event, context):
    state = json.loads(base64.b64decode(event["body"]))
    return {"statusCode": 200, "body": str(state)}
`,
    },
    {
      name: 'a loader that can call anything',
      file: 'handler.py',
      text: `import yaml


def handler(event, context):
    return yaml.load(«event["body"]», Loader=yaml.UnsafeLoader)
`,
      fixed: `import yaml


def handler(event, context):
    return yaml.safe_load(event["body"])
`,
    },
    {
      name: 'a stream of Java objects',
      file: 'src/main/java/Restore.java',
      text: `import java.io.ObjectInputStream;

public class Restore implements RequestStreamHandler {
    public void handleRequest(InputStream input, OutputStream output, Context context) throws Exception {
        Object state = new ObjectInputStream(«input»).readObject();
    }
}
`,
      fixed: null,
    },
    {
      name: 'an object that somebody has uploaded is unpickled',
      file: 'handler.py',
      severity: 'medium',
      text: `import pickle

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        found = s3.get_object(Bucket=record["s3"]["bucket"]["name"], Key=record["s3"]["object"]["key"])
        print(pickle.loads(«found["Body"].read()»))
`,
      fixed: `import json
import pickle

import boto3

s3 = boto3.client("s3")


def handler(event, context):
    for record in event["Records"]:
        found = s3.get_object(Bucket=record["s3"]["bucket"]["name"], Key=record["s3"]["object"]["key"])
        print(json.loads(found["Body"].read()))
`,
    },
    {
      name: 'the text says which types are made',
      file: 'Fn.cs',
      text: `using Newtonsoft.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var job = JsonConvert.DeserializeObject<object>(«request.Body», new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.All });
        return job.ToString();
    }
}
`,
      fixed: `using Newtonsoft.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var job = JsonConvert.DeserializeObject<object>(request.Body, new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None });
        return job.ToString();
    }
}
`,
    },
  ],
  safe: [
    {
      name: 'a safe loader reads data only',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import yaml


def handler(event, context):
    return yaml.load(event["body"], Loader=yaml.SafeLoader)
`,
    },
    {
      name: 'what is unpickled is the function’s own',
      kind: 'unknown',
      file: 'handler.py',
      text: `import pickle

with open("/opt/model.bin", "rb") as file:
    model = pickle.load(file)


def handler(event, context):
    return model.predict(event["features"])
`,
    },
    {
      name: 'the model that is loaded is one that the function names itself',
      kind: 'near-miss',
      file: 'handler.py',
      text: `import pickle

import boto3

s3 = boto3.client("s3")
model = pickle.loads(s3.get_object(Bucket="models", Key="model.pkl")["Body"].read())


def handler(event, context):
    return model.predict(event["features"])
`,
    },
    {
      name: 'no types are read out of the text',
      kind: 'near-miss',
      file: 'Fn.cs',
      text: `using Newtonsoft.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

public class Fn
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var job = JsonConvert.DeserializeObject<Job>(request.Body, new JsonSerializerSettings { TypeNameHandling = TypeNameHandling.None });
        return job.ToString();
    }
}
`,
    },
  ],
} satisfies Cases;
