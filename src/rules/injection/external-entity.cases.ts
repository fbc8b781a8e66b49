/** The cases of injection/external-entity. */
import type { Cases } from '../rule.ts';

export default {
  vulnerable: [
    {
      name: 'a parser of Java as it comes',
      file: 'src/main/java/Invoice.java',
      text: `import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

public class Invoice implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        DocumentBuilder builder = factory.newDocumentBuilder();
        return totalOf(builder.parse(«new InputSource(new StringReader(event.getBody()))»));
    }
}
`,
      fixed: `import java.io.StringReader;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

public class Invoice implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder builder = factory.newDocumentBuilder();
        return totalOf(builder.parse(new InputSource(new StringReader(event.getBody()))));
    }
}
`,
    },
    {
      name: 'a reader of Java as it comes',
      file: 'src/main/java/Feed.java',
      text: `import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;

public class Feed implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        XMLInputFactory readers = XMLInputFactory.newInstance();
        XMLStreamReader reader = readers.createXMLStreamReader(«new StringReader(event.getBody())»);
        return first(reader);
    }
}
`,
      fixed: `import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;

public class Feed implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        XMLInputFactory readers = XMLInputFactory.newInstance();
        readers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = readers.createXMLStreamReader(new StringReader(event.getBody()));
        return first(reader);
    }
}
`,
    },
    {
      name: 'lxml is told to resolve entities',
      file: 'handler.py',
      text: `from lxml import etree


def handler(event, context):
    parser = etree.XMLParser(resolve_entities=True)
    order = etree.fromstring(«event["body"]», parser)
    return {"statusCode": 200, "body": order.findtext("id")}
`,
      fixed: `from lxml import etree


def handler(event, context):
    parser = etree.XMLParser(resolve_entities=False)
    order = etree.fromstring(event["body"], parser)
    return {"statusCode": 200, "body": order.findtext("id")}
`,
    },
    {
      name: 'a document of .NET with a resolver',
      file: 'Import.cs',
      text: `using System.Xml;

public class Import
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var document = new XmlDocument { XmlResolver = new XmlUrlResolver() };
        document.LoadXml(«request.Body»);
        return document.DocumentElement.Name;
    }
}
`,
      fixed: `using System.Xml;

public class Import
{
    public string FunctionHandler(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(request.Body);
        return document.DocumentElement.Name;
    }
}
`,
    },
    {
      name: 'libxml is told to put entities in',
      file: 'index.js',
      text: `const libxmljs = require('libxmljs');

exports.handler = async (event) => {
  const order = libxmljs.parseXml(«event.body», { noent: true });
  return { statusCode: 200, body: order.get('//id').text() };
};
`,
      fixed: `const libxmljs = require('libxmljs');

exports.handler = async (event) => {
  const order = libxmljs.parseXml(event.body, { noent: false });
  return { statusCode: 200, body: order.get('//id').text() };
};
`,
    },
  ],
  safe: [
    {
      name: 'document types are refused',
      kind: 'fixed',
      file: 'src/main/java/Invoice.java',
      text: `import javax.xml.parsers.DocumentBuilderFactory;

public class Invoice implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return totalOf(factory.newDocumentBuilder().parse(new InputSource(new StringReader(event.getBody()))));
    }
}
`,
    },
    {
      name: 'what stands in the package is no caller’s',
      kind: 'near-miss',
      file: 'src/main/java/Invoice.java',
      text: `import javax.xml.parsers.DocumentBuilderFactory;

public class Invoice implements RequestHandler<APIGatewayProxyRequestEvent, String> {
    public String handleRequest(APIGatewayProxyRequestEvent event, Context context) {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return totalOf(factory.newDocumentBuilder().parse(getClass().getResourceAsStream("/template.xml")), event.getBody());
    }
}
`,
    },
    {
      name: 'lxml and .NET resolve nothing by themselves',
      kind: 'near-miss',
      file: 'handler.py',
      text: `from lxml import etree


def handler(event, context):
    return {"statusCode": 200, "body": etree.fromstring(event["body"]).findtext("id")}
`,
    },
    {
      name: 'the parser is made elsewhere',
      kind: 'unknown',
      file: 'handler.py',
      text: `from lxml import etree
from parsers import parser


def handler(event, context):
    return {"statusCode": 200, "body": etree.fromstring(event["body"], parser()).findtext("id")}
`,
    },
  ],
} satisfies Cases;
