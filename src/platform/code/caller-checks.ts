/** How programs look at who calls them: libraries that verify tokens and signatures, and the names of functions that do. */

/**
 * By what each documents, seen 2026-11: jsonwebtoken, jose, aws-jwt-verify, Firebase Admin, google-auth-library and google-auth, Clerk,
 * PyJWT, python-jose, golang-jwt, JJWT, java-jwt, Microsoft.IdentityModel, and the comparisons in constant time of each language.
 */
const libraries = new RegExp(
  [
    String.raw`(?:jsonwebtoken|jwt|jose|jws|[vV]erifier[\w.()]*|JWT\.require[\w.()]*)\.verify(?:Async)?$`,
    String.raw`(?:^|\.)(?:jwtVerify|jwtDecrypt|expressjwt|ParseWithClaims|parseSignedClaims|parseClaimsJws)$`,
    String.raw`(?:^|\.)(?:verifyIdToken|verify_id_token|VerifyIDToken\w*|verify_oauth2_token|verify_firebase_token|verifySessionCookie|verify_session_cookie)$`,
    String.raw`(?:^|\.)(?:timingSafeEqual|compare_digest|FixedTimeEquals|ConstantTimeCompare)$|\bhmac\.Equal$|\bMessageDigest\.isEqual$`,
    String.raw`(?:^|\.)(?:constructEvent(?:Async)?|construct_event|ConstructEvent\w*)$|\bidtoken\.Validate$|\bpassport\.authenticate$`,
    String.raw`TokenHandler[\w.()]*\.ValidateToken(?:Async)?$`,
  ].join('|'),
);

const verb = '(?:verify|validate|check|requires?|required|ensure|assert|enforce|is_?valid|has_?valid|is)';
const whose = '(?:(?:request|user|webhook|firebase|cognito|google|slack|access|id|auth|session|bearer)_?){0,3}';
const proof =
  '(?:tokens?|jwt|signatures?|hmac|api_?keys?|auth(?:entication|enticated|orization|orized|ed|n|z)?|session|credentials?|caller|log(?:ged_?)?in)';

/** `verifyToken`, `validate_api_key`, `checkAuth`, `is_valid_signature`, `authenticateRequest`; not `checkAuthor`, not `validateTokenCount`. */
const named = new RegExp(
  [
    `^${verb}_?${whose}${proof}(?:_?(?:header|async|from_?(?:event|request|header)))?$`,
    '^auth(?:enticate|orize)_?(?:request|user|caller|token|event)?(?:_?async)?$',
  ].join('|'),
  'i',
);

/** What stands around a handler and asks first: decorators, attributes, middleware. */
const around = new RegExp(
  [
    `^(?:with|needs)_?${whose}${proof}$`,
    `^${whose}(?:auth|jwt|token|login|session|signature|api_?key)_?(?:middleware|guard|required|check|verified)$`,
    '^(?:authorize|authenticated|jwt_?auth|jwt_?auth_?middleware|pre_?authorize|secured|roles_?allowed|express_?jwt|clerk_?middleware)$',
  ].join('|'),
  'i',
);

/** Is it a call of a library that refuses what is not genuine? `name` is the whole one: `jsonwebtoken.verify`. */
export function verifiesCaller(name: string): boolean {
  return libraries.test(name);
}

/** Does a function that nobody can look into say by its name that it looks at who calls? */
export function saysToCheckCaller(name: string): boolean {
  return named.test(name);
}

/** Does what stands around a handler say so? */
export function isCallerGuard(name: string): boolean {
  return around.test(name) || saysToCheckCaller(name);
}
