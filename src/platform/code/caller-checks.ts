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

/** `verifyToken`, `validate_api_key`, `checkAuth`, `is_valid_signature`, `authenticateRequest`; not `checkAuthor`, not `validateTokenCount`. */
const named =
  /^(?:verify|validate|check|require[sd]?|ensure|assert|enforce|is_?valid|has_?valid)_?(?:the_?)?(?:request_?|user_?|caller_?|webhook_?|firebase_?|cognito_?|google_?|slack_?|access_?|id_?|bearer_?|auth_?|api_?|session_?)*(?:tokens?|jwt|signatures?|hmac|keys?|auth(?:entication|entity|orization|orized|enticated|n|z)?|session|credentials?|caller|header|user|request(?=signature))(?:_?(?:async|from_?(?:event|request|header)))?$|^authenticate_?(?:request|user|caller|token|event)?(?:_?async)?$|^authorize_?(?:request|caller)(?:_?async)?$/i;

/** What stands around a handler and asks first: decorators, attributes, middleware. */
const around =
  /^(?:with|require[sd]?|ensure|enforce|is|check|verify|validate|needs)_?(?:auth\w*|log(?:ged_?)?in|session|token|jwt|signature|api_?key|scopes?|permissions?)$|^(?:auth|jwt|token|login|session|signature|api_?key)_?(?:middleware|guard|required|check|verified)$|^(?:authorize|authenticated|jwtauth|jwt_auth_middleware|preauthorize|secured|rolesallowed|login_required|expressjwt|clerkmiddleware)$/i;

/** Is it a call of a library that refuses what is not genuine? `name` is the whole one: `jsonwebtoken.verify`. */
export function verifiesCaller(name: string): boolean {
  return libraries.test(name);
}

/** Does a function that nobody can look into say by its name that it looks at who calls? */
export function saysToCheckCaller(name: string): boolean {
  return named.test(name) && !/keys$/i.test(name);
}

/** Does what stands around a handler say so? */
export function isCallerGuard(name: string): boolean {
  return around.test(name) || saysToCheckCaller(name);
}
