package io.nocturne.render.notation;

import java.io.InputStream;
import java.io.Reader;
import org.w3c.dom.ls.LSInput;

/** A schema that is a resource, whatever address it is asked for by. */
final class LocalInput implements LSInput {
  private final InputStream bytes;
  private final String systemId;

  LocalInput(InputStream bytes, String systemId) {
    this.bytes = bytes;
    this.systemId = systemId;
  }

  @Override
  public InputStream getByteStream() {
    return bytes;
  }

  @Override
  public String getSystemId() {
    return systemId;
  }

  @Override
  public Reader getCharacterStream() {
    return null;
  }

  @Override
  public String getStringData() {
    return null;
  }

  @Override
  public String getPublicId() {
    return null;
  }

  @Override
  public String getBaseURI() {
    return null;
  }

  @Override
  public String getEncoding() {
    return null;
  }

  @Override
  public boolean getCertifiedText() {
    return false;
  }

  @Override
  public void setCharacterStream(Reader stream) {}

  @Override
  public void setByteStream(InputStream stream) {}

  @Override
  public void setStringData(String data) {}

  @Override
  public void setSystemId(String id) {}

  @Override
  public void setPublicId(String id) {}

  @Override
  public void setBaseURI(String uri) {}

  @Override
  public void setEncoding(String encoding) {}

  @Override
  public void setCertifiedText(boolean certified) {}
}
