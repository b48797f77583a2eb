// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Control

struct ControlMethodTests {
  @Test(arguments: requests)
  func `a request survives as a method with parameters`(request: ControlRequest) throws {
    #expect(try request.method.request(request.parameters) == request)
  }

  @Test(arguments: ["", "a.mp4", "./a.mp4", "../a", "~/a", "/a\0b"])
  func `a path that depends on somebody's working folder is refused`(path: String) throws {
    for method in ControlMethod.allCases where ![.getStatus, .getCache, .prune].contains(method) {
      var parameters = Parameters()
      parameters.path = path
      parameters.folder = path
      let error = #expect(throws: CallError.self) { try method.request(parameters) }
      #expect(error?.name == "io.montaged.Control.Invalid")
    }
  }

  @Test func `it says what a request is about`() {
    #expect(ControlRequest.explain(path: "/a").subject == "/a")
    #expect(ControlRequest.resume(folder: "/b").subject == "/b")
    #expect(ControlRequest.resume(folder: nil).subject == nil)
    #expect(ControlRequest.status.subject == nil)
  }
}
