import Foundation
import GRDB
import Hummingbird
import Logging

/// Signing in and out, for people and for programs.
struct SessionController: Sendable {
    private static let refusal = "We know no customer with this e-mail and password."

    let database: DatabasePool
    let pages: Pages

    func addRoutes(to router: Router<ShopContext>) {
        router.get("login", use: form)
        router.post("login", use: signIn)
        router.post("logout", use: signOut)
    }

    @Sendable
    func form(_ request: Request, context: ShopContext) throws -> Response {
        try pages.response(LoginPage(customer: context.customer?.name, email: "", problem: nil))
    }

    @Sendable
    func signIn(_ request: Request, context: ShopContext) async throws -> Response {
        let login = try await request.decode(as: LoginForm.self, context: context)
        guard let customer = try await customer(for: login) else {
            context.logger.warning("Refused a sign-in", metadata: ["email": "\(login.email)"])
            return try refuse(login, request: request, context: context)
        }
        let session = Session.start(for: customer, at: Int(Date.now.timeIntervalSince1970))
        try await database.write { db in
            try db.execute(
                sql: "DELETE FROM session WHERE expires_at <= ?", arguments: [Date.now.timeIntervalSince1970])
            try session.insert(db)
        }
        context.logger.info("Signed in", metadata: ["customer": "\(customer.id)"])
        return try welcome(customer, session: session, request: request, context: context)
    }

    @Sendable
    func signOut(_ request: Request, context: ShopContext) async throws -> Response {
        if let token = request.cookies[Session.cookieName]?.value {
            _ = try await database.write { db in try Session.deleteOne(db, key: token) }
        }
        var response = Response.redirect(to: "/")
        response.setCookie(Cookie(name: Session.cookieName, value: "", maxAge: 0, path: "/"))
        return response
    }

    private func customer(for login: LoginForm) async throws -> Customer? {
        let found = try await database.read { db in
            try Row.fetchOne(
                db, sql: "SELECT id, name, email, city, password_hash FROM customer WHERE email = ?",
                arguments: [login.email]
            ).map { row in (try Customer(row: row), row["password_hash"] as String) }
        }
        let hash = found.flatMap { PasswordHash(stored: $0.1) } ?? .nobody
        return hash.matches(login.password) ? found?.0 : nil
    }

    private func refuse(_ login: LoginForm, request: Request, context: ShopContext) throws -> Response {
        if request.isJSON { throw HTTPError(.unauthorized, message: Self.refusal) }
        return try pages.response(
            LoginPage(customer: nil, email: login.email, problem: Self.refusal), status: .unauthorized)
    }

    private func welcome(
        _ customer: Customer, session: Session, request: Request, context: ShopContext
    ) throws -> Response {
        var response =
            request.isJSON
            ? try SignedIn(customer: customer.name).response(from: request, context: context)
            : Response.redirect(to: "/")
        response.setCookie(
            Cookie(
                name: Session.cookieName, value: session.token, maxAge: Session.lifetimeSeconds, path: "/",
                sameSite: .lax))
        return response
    }
}
