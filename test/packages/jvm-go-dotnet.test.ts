/** Maven, Gradle, Go and NuGet. */
import { expect, test } from 'vitest';
import { raise, show } from './show.ts';

const parent = `<?xml version="1.0"?>
<!DOCTYPE project [ <!ENTITY boom "boom"> ]>
<project>
  <groupId>a</groupId><artifactId>parent</artifactId><version>1</version>
  <properties><log4j.version>2.14.1</log4j.version><loop>\${loop}</loop></properties>
  <dependencyManagement><dependencies>
    <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId><version>31.1-jre</version></dependency>
  </dependencies></dependencyManagement>
</project>
`;

const child = `<project>
  <parent><groupId>a</groupId><artifactId>parent</artifactId><version>1</version></parent>
  <artifactId>child</artifactId>
  <dependencies>
    <!-- <dependency><groupId>x</groupId><artifactId>y</artifactId><version>1.0</version></dependency> -->
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>\${log4j.version}</version></dependency>
    <dependency><groupId>com.google.guava</groupId><artifactId>guava</artifactId></dependency>
    <dependency><groupId>junit</groupId><artifactId>junit</artifactId><version>4.12</version><scope>test</scope></dependency>
    <dependency><groupId>b</groupId><artifactId>looped</artifactId><version>\${loop}</version></dependency>
    <dependency><groupId>b</groupId><artifactId>ranged</artifactId><version>[1.0,2.0)</version></dependency>
    <dependency><groupId>b</groupId><artifactId>strange</artifactId><version>newest one</version></dependency>
  </dependencies>
</project>
`;

test('pom.xml: properties, managed versions and parents in the repository', () => {
  expect(show({ 'pom.xml': parent, 'fn/pom.xml': child })).toEqual({
    packages: [
      'org.apache.logging.log4j:log4j-core@2.14.1 pom.xml:5 "2.14.1"',
      'com.google.guava:guava@31.1-jre pom.xml:7 "31.1-jre"',
      'junit:junit@4.12 dev fn/pom.xml:8 "4.12"',
    ],
    notices: ['warning fn/pom.xml:11 "newest one" of b:strange is no version: not checked'],
  });
  expect(raise({ 'pom.xml': parent, 'fn/pom.xml': child }, 'org.apache.logging.log4j:log4j-core', '2.17.1').text).toContain(
    '<log4j.version>2.17.1</log4j.version>',
  );
});

test('a pom that breaks off, and one that is none', () => {
  expect(show({ 'pom.xml': child.slice(0, child.indexOf('<dependency><groupId>junit') + 5) }).notices[0]).toMatch(
    /^error pom.xml:\d+ its packages are read in part/,
  );
  expect(show({ 'pom.xml': 'not xml at all' }).notices[0]).toMatch(/^error pom.xml:1 /);
});

test('Gradle: a catalog counts where a build file names its entries', () => {
  const files = {
    'gradle/libs.versions.toml': `[versions]
log4j = "2.14.1"
[libraries]
log4j-core = { module = "org.apache.logging.log4j:log4j-core", version.ref = "log4j" }
gson = "com.google.code.gson:gson:2.8.5"
unused = "a:unused:1.0"
[bundles]
json = ["gson"]
`,
    'fn/build.gradle.kts': `dependencies {
    implementation(libs.log4j.core)
    testImplementation(libs.bundles.json)
    implementation("com.google.guava:guava:31.1-jre")
    // implementation("a:commented:1.0")
    api(group = "b", name = "named", version = "1.0")
    implementation("c:computed:$version")
    implementation("d:dynamic:1.+")
}
`,
  };
  expect(show(files)).toEqual({
    packages: [
      'com.google.guava:guava@31.1-jre fn/build.gradle.kts:4 "31.1-jre"',
      'b:named@1.0 fn/build.gradle.kts:6 "1.0"',
      'org.apache.logging.log4j:log4j-core@2.14.1 gradle/libs.versions.toml:2 "2.14.1"',
      'com.google.code.gson:gson@2.8.5 dev gradle/libs.versions.toml:5 "2.8.5"',
    ],
    notices: [],
  });
});

test('gradle.lockfile: what no runtime or compile classpath holds does not ship', () => {
  const files = {
    'build.gradle': "dependencies {\n  implementation 'com.google.guava:guava:30.0-jre'\n}\n",
    'gradle.lockfile': `# This is a Gradle generated file for dependency locking.
com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath
junit:junit:4.12=testCompileClasspath,testRuntimeClasspath
org.slf4j:slf4j-api:1.7.0=runtimeClasspath
empty=annotationProcessor
`,
  };
  expect(show(files)).toEqual({
    packages: [
      'com.google.guava:guava@31.1-jre build.gradle:2 "30.0-jre" gradle.lockfile:2 "31.1-jre"',
      'junit:junit@4.12 dev gradle.lockfile:3 "4.12" indirect',
      'org.slf4j:slf4j-api@1.7.0 gradle.lockfile:4 "1.7.0" indirect',
    ],
    notices: [],
  });
});

const goMod = `module example.com/fn

go 1.22

require gopkg.in/yaml.v3 v3.0.0-20210107192922-496545a6307b

require (
	github.com/dgrijalva/jwt-go v3.2.0+incompatible
	golang.org/x/text v0.3.0 // indirect
	example.com/replaced v1.0.0
	example.com/local v1.0.0
	example.com/strange master
)

replace (
	example.com/replaced => example.com/fork v1.2.0
	example.com/local => ../local
)
`;

test('go.mod: blocks, indirect modules, replacements', () => {
  const { packages, notices } = show({ 'go.mod': goMod });
  expect(packages).toEqual([
    'gopkg.in/yaml.v3@3.0.0-20210107192922-496545a6307b go.mod:5 "v3.0.0-20210107192922-496545a6307b"',
    'github.com/dgrijalva/jwt-go@3.2.0 go.mod:8 "v3.2.0+incompatible"',
    'golang.org/x/text@0.3.0 go.mod:9 "v0.3.0" indirect',
    'example.com/fork@1.2.0 go.mod:16 "v1.2.0"',
  ]);
  expect(notices).toEqual(['warning go.mod:12 "master" of example.com/strange is no version: not checked']);
});

test('Go: indirect modules are raised in the manifest too, and no edit changes the major version of a path', () => {
  expect(raise({ 'go.mod': goMod }, 'golang.org/x/text', '0.3.8')).toEqual({ text: 'golang.org/x/text v0.3.8 // indirect', command: 'go mod tidy' });
  expect(raise({ 'go.mod': goMod }, 'gopkg.in/yaml.v3', '4.0.0').text).toBeUndefined();
  expect(show({ 'go.mod': 'module a\n<<<<<<< HEAD\n' }).notices).toEqual([
    'error go.mod:2 its modules are read in part at most: this line is no directive',
  ]);
});

const csproj = `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><JsonVersion>12.0.3</JsonVersion></PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Newtonsoft.Json" Version="$(JsonVersion)" />
    <PackageReference Include="Serilog"><Version>2.10.0</Version></PackageReference>
    <PackageReference Include="Central" />
    <PackageReference Include="Analyzer" Version="1.0.0" PrivateAssets="all" />
    <PackageReference Include="Floating" Version="1.*" />
    <PackageReference Include="Exact" Version="[1.2.3]" />
  </ItemGroup>
</Project>
`;
const central = '<Project><ItemGroup>\n<PackageVersion Include="central" Version="3.0.0" /></ItemGroup></Project>';

test('csproj: properties, elements, and central versions', () => {
  expect(show({ 'src/fn/fn.csproj': csproj, 'Directory.Packages.props': central })).toEqual({
    packages: [
      'Newtonsoft.Json@12.0.3 src/fn/fn.csproj:2 "12.0.3"',
      'Serilog@2.10.0 src/fn/fn.csproj:5 "2.10.0"',
      'Central@3.0.0 Directory.Packages.props:2 "3.0.0"',
      'Analyzer@1.0.0 dev src/fn/fn.csproj:7 "1.0.0"',
      'Exact@1.2.3 src/fn/fn.csproj:9 "[1.2.3]"',
    ],
    notices: [],
  });
  expect(raise({ 'fn.csproj': csproj }, 'Exact', '1.2.4').text).toContain('Version="[1.2.4]"');
});

test('packages.lock.json adds what others bring', () => {
  const lock = `{ "version": 1, "dependencies": { "net8.0": {
    "Newtonsoft.Json": { "type": "Direct", "requested": "[12.0.3, )", "resolved": "12.0.3" },
    "Serilog": { "type": "Direct", "resolved": "2.10.0", "dependencies": { "Inner": "1.0.0" } },
    "Inner": { "type": "Transitive", "resolved": "1.0.0" } } } }`;
  expect(show({ 'fn/fn.csproj': csproj, 'fn/packages.lock.json': lock }).packages).toEqual([
    'Newtonsoft.Json@12.0.3 fn/fn.csproj:2 "12.0.3" fn/packages.lock.json:2 "12.0.3"',
    'Serilog@2.10.0 fn/fn.csproj:5 "2.10.0" fn/packages.lock.json:3 "2.10.0"',
    'Inner@1.0.0 fn/packages.lock.json:4 "1.0.0" indirect by Serilog',
  ]);
});

test('Gradle: versions that are kept under a name, in the build file or in gradle.properties', () => {
  const files = {
    'gradle.properties': 'jacksonVersion=2.9.8\n',
    'build.gradle': 'ext {\n  log4jVersion = "2.14.1"\n}\n',
    'fn/build.gradle': `def gson = '2.8.5'
def twice = '1.0'
twice = '2.0'
dependencies {
  implementation "org.apache.logging.log4j:log4j-core:\${rootProject.ext.log4jVersion}"
  implementation "com.fasterxml.jackson.core:jackson-databind:$jacksonVersion"
  implementation "com.google.code.gson:gson:\${gson}"
  implementation "a:unclear:$twice"
  implementation "a:unknown:$nowhere"
}
`,
  };
  expect(show(files).packages).toEqual([
    'org.apache.logging.log4j:log4j-core@2.14.1 build.gradle:2 "2.14.1"',
    'com.fasterxml.jackson.core:jackson-databind@2.9.8 gradle.properties:1 "2.9.8"',
    'com.google.code.gson:gson@2.8.5 fn/build.gradle:1 "2.8.5"',
  ]);
});
