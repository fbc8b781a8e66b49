// src/platform/snyk/lock.json
var lock_default = {
	name: "faasgate-snyk",
	version: "0.0.0",
	lockfileVersion: 3,
	requires: !0,
	packages: {
		"": {
			name: "faasgate-snyk",
			version: "0.0.0",
			dependencies: { snyk: "1.1307.4" }
		},
		"node_modules/@sentry-internal/tracing": {
			version: "7.120.4",
			integrity: "sha512-Fz5+4XCg3akeoFK+K7g+d7HqGMjmnLoY2eJlpONJmaeT9pXY7yfUyXKZMmMajdE2LxxKJgQ2YKvSCaGVamTjHw==",
			license: "MIT",
			dependencies: {
				"@sentry/core": "7.120.4",
				"@sentry/types": "7.120.4",
				"@sentry/utils": "7.120.4"
			},
			engines: { node: ">=8" }
		},
		"node_modules/@sentry/core": {
			version: "7.120.4",
			integrity: "sha512-TXu3Q5kKiq8db9OXGkWyXUbIxMMuttB5vJ031yolOl5T/B69JRyAoKuojLBjRv1XX583gS1rSSoX8YXX7ATFGA==",
			license: "MIT",
			dependencies: {
				"@sentry/types": "7.120.4",
				"@sentry/utils": "7.120.4"
			},
			engines: { node: ">=8" }
		},
		"node_modules/@sentry/integrations": {
			version: "7.120.4",
			integrity: "sha512-kkBTLk053XlhDCg7OkBQTIMF4puqFibeRO3E3YiVc4PGLnocXMaVpOSCkMqAc1k1kZ09UgGi8DxfQhnFEjUkpA==",
			license: "MIT",
			dependencies: {
				"@sentry/core": "7.120.4",
				"@sentry/types": "7.120.4",
				"@sentry/utils": "7.120.4",
				localforage: "^1.8.1"
			},
			engines: { node: ">=8" }
		},
		"node_modules/@sentry/node": {
			version: "7.120.4",
			integrity: "sha512-qq3wZAXXj2SRWhqErnGCSJKUhPSlZ+RGnCZjhfjHpP49KNpcd9YdPTIUsFMgeyjdh6Ew6aVCv23g1hTP0CHpYw==",
			license: "MIT",
			dependencies: {
				"@sentry-internal/tracing": "7.120.4",
				"@sentry/core": "7.120.4",
				"@sentry/integrations": "7.120.4",
				"@sentry/types": "7.120.4",
				"@sentry/utils": "7.120.4"
			},
			engines: { node: ">=8" }
		},
		"node_modules/@sentry/types": {
			version: "7.120.4",
			integrity: "sha512-cUq2hSSe6/qrU6oZsEP4InMI5VVdD86aypE+ENrQ6eZEVLTCYm1w6XhW1NvIu3UuWh7gZec4a9J7AFpYxki88Q==",
			license: "MIT",
			engines: { node: ">=8" }
		},
		"node_modules/@sentry/utils": {
			version: "7.120.4",
			integrity: "sha512-zCKpyDIWKHwtervNK2ZlaK8mMV7gVUijAgFeJStH+CU/imcdquizV3pFLlSQYRswG+Lbyd6CT/LGRh3IbtkCFw==",
			license: "MIT",
			dependencies: { "@sentry/types": "7.120.4" },
			engines: { node: ">=8" }
		},
		"node_modules/immediate": {
			version: "3.0.6",
			integrity: "sha512-XXOFtyqDjNDAQxVfYxuF7g9Il/IbWmmlQg2MYKOH8ExIT1qg6xc4zyS3HaEEATgs1btfzxq15ciUiY7gjSXRGQ==",
			license: "MIT"
		},
		"node_modules/lie": {
			version: "3.1.1",
			integrity: "sha512-RiNhHysUjhrDQntfYSfY4MU24coXXdEOgw9WGcKHNeEwffDYbF//u87M1EWaMGzuFoSbqW0C9C6lEEhDOAswfw==",
			license: "MIT",
			dependencies: { immediate: "~3.0.5" }
		},
		"node_modules/localforage": {
			version: "1.10.0",
			integrity: "sha512-14/H1aX7hzBBmmh7sGPd+AOMkkIrHM3Z1PAyGgZigA1H1p5O5ANnMyWzvpAETtG68/dC4pC0ncy3+PPGzXZHPg==",
			license: "Apache-2.0",
			dependencies: { lie: "3.1.1" }
		},
		"node_modules/snyk": {
			version: "1.1307.4",
			integrity: "sha512-KXLi83R6kFhU2ZT/VogXDVH08tvjAFA3+vQ1d0AdkbWxSXG6V/7KJJN3yUIXvOqJacYA+g+zgtqxhU56saW7pA==",
			bundleDependencies: [
				"global-agent",
				"roarr",
				"boolean"
			],
			hasInstallScript: !0,
			license: "Apache-2.0",
			dependencies: {
				"@sentry/node": "^7.36.0",
				"global-agent": "^3.0.0"
			},
			bin: { snyk: "bin/snyk" },
			engines: { node: ">=12" }
		},
		"node_modules/snyk/node_modules/boolean": {
			version: "3.2.0",
			inBundle: !0,
			license: "MIT"
		},
		"node_modules/snyk/node_modules/define-properties": {
			version: "1.2.0",
			inBundle: !0,
			license: "MIT",
			dependencies: {
				"has-property-descriptors": "^1.0.0",
				"object-keys": "^1.1.1"
			},
			engines: { node: ">= 0.4" },
			funding: { url: "https://github.com/sponsors/ljharb" }
		},
		"node_modules/snyk/node_modules/detect-node": {
			version: "2.1.0",
			inBundle: !0,
			license: "MIT"
		},
		"node_modules/snyk/node_modules/es6-error": {
			version: "4.1.1",
			inBundle: !0,
			license: "MIT"
		},
		"node_modules/snyk/node_modules/function-bind": {
			version: "1.1.1",
			inBundle: !0,
			license: "MIT"
		},
		"node_modules/snyk/node_modules/get-intrinsic": {
			version: "1.2.0",
			inBundle: !0,
			license: "MIT",
			dependencies: {
				"function-bind": "^1.1.1",
				has: "^1.0.3",
				"has-symbols": "^1.0.3"
			},
			funding: { url: "https://github.com/sponsors/ljharb" }
		},
		"node_modules/snyk/node_modules/global-agent": {
			version: "3.0.0",
			inBundle: !0,
			license: "BSD-3-Clause",
			dependencies: {
				boolean: "^3.0.1",
				"es6-error": "^4.1.1",
				matcher: "^3.0.0",
				roarr: "^2.15.3",
				semver: "^7.3.2",
				"serialize-error": "^7.0.1"
			},
			engines: { node: ">=10.0" }
		},
		"node_modules/snyk/node_modules/global-agent/node_modules/lru-cache": {
			version: "6.0.0",
			inBundle: !0,
			license: "ISC",
			dependencies: { yallist: "^4.0.0" },
			engines: { node: ">=10" }
		},
		"node_modules/snyk/node_modules/global-agent/node_modules/semver": {
			version: "7.5.2",
			inBundle: !0,
			license: "ISC",
			dependencies: { "lru-cache": "^6.0.0" },
			bin: { semver: "bin/semver.js" },
			engines: { node: ">=10" }
		},
		"node_modules/snyk/node_modules/global-agent/node_modules/yallist": {
			version: "4.0.0",
			inBundle: !0,
			license: "ISC"
		},
		"node_modules/snyk/node_modules/globalthis": {
			version: "1.0.3",
			inBundle: !0,
			license: "MIT",
			dependencies: { "define-properties": "^1.1.3" },
			engines: { node: ">= 0.4" },
			funding: { url: "https://github.com/sponsors/ljharb" }
		},
		"node_modules/snyk/node_modules/has": {
			version: "1.0.3",
			inBundle: !0,
			license: "MIT",
			dependencies: { "function-bind": "^1.1.1" },
			engines: { node: ">= 0.4.0" }
		},
		"node_modules/snyk/node_modules/has-property-descriptors": {
			version: "1.0.0",
			inBundle: !0,
			license: "MIT",
			dependencies: { "get-intrinsic": "^1.1.1" },
			funding: { url: "https://github.com/sponsors/ljharb" }
		},
		"node_modules/snyk/node_modules/has-symbols": {
			version: "1.0.3",
			inBundle: !0,
			license: "MIT",
			engines: { node: ">= 0.4" },
			funding: { url: "https://github.com/sponsors/ljharb" }
		},
		"node_modules/snyk/node_modules/json-stringify-safe": {
			version: "5.0.1",
			inBundle: !0,
			license: "ISC"
		},
		"node_modules/snyk/node_modules/matcher": {
			version: "3.0.0",
			inBundle: !0,
			license: "MIT",
			dependencies: { "escape-string-regexp": "^4.0.0" },
			engines: { node: ">=10" }
		},
		"node_modules/snyk/node_modules/matcher/node_modules/escape-string-regexp": {
			version: "4.0.0",
			inBundle: !0,
			license: "MIT",
			engines: { node: ">=10" },
			funding: { url: "https://github.com/sponsors/sindresorhus" }
		},
		"node_modules/snyk/node_modules/object-keys": {
			version: "1.1.1",
			inBundle: !0,
			license: "MIT",
			engines: { node: ">= 0.4" }
		},
		"node_modules/snyk/node_modules/roarr": {
			version: "2.15.4",
			inBundle: !0,
			license: "BSD-3-Clause",
			dependencies: {
				boolean: "^3.0.1",
				"detect-node": "^2.0.4",
				globalthis: "^1.0.1",
				"json-stringify-safe": "^5.0.1",
				"semver-compare": "^1.0.0",
				"sprintf-js": "^1.1.2"
			},
			engines: { node: ">=8.0" }
		},
		"node_modules/snyk/node_modules/roarr/node_modules/sprintf-js": {
			version: "1.1.2",
			inBundle: !0,
			license: "BSD-3-Clause"
		},
		"node_modules/snyk/node_modules/semver-compare": {
			version: "1.0.0",
			inBundle: !0,
			license: "MIT"
		},
		"node_modules/snyk/node_modules/serialize-error": {
			version: "7.0.1",
			inBundle: !0,
			license: "MIT",
			dependencies: { "type-fest": "^0.13.1" },
			engines: { node: ">=10" },
			funding: { url: "https://github.com/sponsors/sindresorhus" }
		},
		"node_modules/snyk/node_modules/serialize-error/node_modules/type-fest": {
			version: "0.13.1",
			inBundle: !0,
			license: "(MIT OR CC0-1.0)",
			engines: { node: ">=10" },
			funding: { url: "https://github.com/sponsors/sindresorhus" }
		}
	}
};
export { lock_default as default };
